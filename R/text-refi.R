# Reads projects in the exchange format of programs for coded text (REFI-QDA 1.5,
# "QDA-XML version 1.0" of 2019): a zip archive with one .qde, its XML, and a folder
# of sources.

refi_names <- c(
  "Project", "CodeBook", "Codes", "Code", "Description", "User", "Case", "SelectionRef",
  "SourceRef", "VariableValue", "VariableRef", "TextValue", "BooleanValue", "IntegerValue",
  "FloatValue", "DateValue", "DateTimeValue", "Variable", "Sources", "TextSource",
  "PictureSource", "PDFSource", "AudioSource", "VideoSource", "Representation", "Transcript",
  "SyncPoint", "PlainTextContent", "PlainTextSelection", "PDFSelection", "PictureSelection",
  "AudioSelection", "VideoSelection", "TranscriptSelection", "Coding", "CodeRef", "NoteRef",
  "Note"
)

source_elements <- c("TextSource", "PictureSource", "PDFSource", "AudioSource", "VideoSource")
text_elements <- c("TextSource", "Representation", "Transcript")
selection_elements <- c("PlainTextSelection", "PDFSelection", "PictureSelection",
                        "AudioSelection", "VideoSelection", "TranscriptSelection")

read_refi_project <- function(path, ask, call) {
  file <- basename(path)
  entries <- archive_entries(path, call)
  inner <- project_entry(entries, file, call)
  most <- most_archive_bytes()
  bytes <- archive_bytes(entries, inner, most, call)[[1]]
  markup <- read_markup(bytes, file, refi_names, call)
  if (!length(elements_called(markup, "Project"))) {
    abort_codes_file(file, c(
      x = "Its {.file .qde} is no project of REFI-QDA.", i = "Export the project again."
    ), call)
  }
  texts <- refi_texts(markup, entries, most - length(markup$bytes), call)
  refi_codings(markup, texts, file, ask, call)
}

# The one .qde of an archive, which some programs call by the project's name.
project_entry <- function(entries, file, call) {
  inner <- grep("^[^/]+[.]qde$", entries$name, ignore.case = TRUE)
  if (length(inner) == 1) return(inner)
  abort_codes_file(file, c(
    x = if (length(inner)) {
      "It has {length(inner)} projects ({.file .qde}) in it, and must have one."
    } else "It is an archive without a project ({.file .qde}).",
    i = "Export as REFI-QDA ({.file .qdpx}) from the program."
  ), call, inner = inner)
}

# The texts of a project: `at`, the element that holds each, and the `text`, NA
# where the archive has none. What XML holds has line feeds for line ends; what a
# file holds is taken as it is.
refi_texts <- function(markup, entries, left, call) {
  at <- elements_called(markup, text_elements)
  inside <- child_of(markup, at, "PlainTextContent")
  text <- content_of(markup, inside)
  named <- attribute_of(markup, at, "plainTextPath")
  wanted <- lower_case(basename(gsub("\\", "/", named, fixed = TRUE)))
  entry <- match(wanted, lower_case(sub("^.*/", "", entries$name)))
  entry[!is.na(text) | is.na(named)] <- NA
  packed <- unique(entry[!is.na(entry)])
  unpacked <- texts_of_bytes(archive_bytes(entries, packed, left, call))
  found <- !is.na(entry)
  text[found] <- unpacked[match(entry[found], packed)]
  list(at = at, text = text)
}

refi_codings <- function(markup, texts, file, ask, call) {
  sources <- refi_sources(markup)
  codes <- refi_codes(markup, file, call)
  cases <- refi_cases(markup, codes)
  at <- elements_called(markup, "Coding")
  around <- element_parent(markup, at)
  within <- source_around(markup, around)
  selection <- around
  selection[!is_called(markup, around, selection_elements)] <- 0L
  keep <- !is.na(within) & !drawn_again(markup, selection, within)
  at <- at[keep]
  selection <- selection[keep]
  # Where the project says that a person spoke is placed as the codings are.
  referred <- case_selections(markup)
  placed <- refi_places(markup, c(selection, referred), texts, file)
  own <- seq_along(at)
  target <- guid_of(markup, child_of(markup, at, "CodeRef"), "targetGUID")
  source <- sources$name[match(within[keep], sources$at)]
  rows <- new_frame(list(
    source = source, unit = source, coder = refi_coder(markup, at, selection),
    code = codes$code[match(target, codes$guid)], start = placed$start[own],
    end = placed$end[own], text = placed$text[own], memo = refi_memo(markup, selection),
    row = own
  ))
  rows$note <- coding_notes(rows, placed$holder[own], placed$there[own])
  is_case <- target %in% cases$guid
  of_case <- which(is_case)
  people <- stack_rows(
    refi_people(markup, cases, sources, placed$start[-own], placed$end[-own]),
    new_frame(list(participant = cases$name[match(target[of_case], cases$guid)],
                   source = source[of_case], start = rows$start[of_case],
                   end = rows$end[of_case]))
  )
  if (length(of_case)) rows <- take_rows(rows, which(!is_case))
  text <- placed$texts[match(sources$at, holder_source(markup, texts$at))]
  finish_project(rows, codes$framework, sources$name, text, people, placed$offsets,
                 refi_variables(markup, cases, sources), file, ask, call, placed$said)
}

# The sources, by names that no two share: programs allow several of one name.
refi_sources <- function(markup) {
  at <- elements_called(markup, source_elements)
  at <- at[element_name(markup, element_parent(markup, at)) %in% "Sources"]
  name <- squash(attribute_of(markup, at, "name"))
  unnamed <- is.na(name) | !nzchar(name)
  name[unnamed] <- guid_of(markup, at[unnamed])
  new_frame(list(at = at, guid = guid_of(markup, at), name = numbered_names(name)))
}

# The source in which an element lies, NA where it lies in none.
source_around <- function(markup, at) {
  out <- rep(NA_integer_, length(at))
  left <- which(at > 0)
  here <- at[left]
  for (step in 1:8) {
    around <- markup$parent[here]
    found <- is_called(markup, here, source_elements) & is_called(markup, around, "Sources")
    out[left[found]] <- here[found]
    go_on <- !found & around > 0
    left <- left[go_on]
    here <- around[go_on]
  }
  out
}

# The source of which a holder has the whole text; NA where it has part of it, as
# the representation of a selection does.
holder_source <- function(markup, at) {
  parent <- element_parent(markup, at)
  part <- is_called(markup, parent, selection_elements)
  out <- source_around(markup, at)
  out[part] <- NA
  out
}

# The codes of the codebook by guid, and the framework of them. A name with the
# mark of levels in it loses the mark's blanks, or it would be a level.
refi_codes <- function(markup, file, call) {
  at <- elements_called(markup, "Code")
  guid <- guid_of(markup, at)
  label <- squash(attribute_of(markup, at, "name"))
  label[is.na(label) | !nzchar(label)] <- "(unnamed)"
  label <- gsub(level_mark, ">", label, fixed = TRUE)
  parent <- match(element_parent(markup, at), at)
  refuse_deep(parent, file, call)
  path <- character(length(at))
  taken <- new.env(hash = TRUE)
  for (i in seq_along(at)) {
    above <- if (is.na(parent[i])) "" else paste0(path[parent[i]], level_mark)
    name <- paste0(above, label[i])
    # Two codes of one name below one code stay two.
    number <- 1
    while (exists(name, taken, inherits = FALSE)) {
      number <- number + 1
      name <- paste0(above, label[i], " (", number, ")")
    }
    assign(name, TRUE, taken)
    path[i] <- name
  }
  codable <- !lower_case(attribute_of(markup, at, "isCodable")) %in% c("false", "0")
  description <- squash(content_of(markup, child_of(markup, at, "Description")))
  description[!nzchar(description)] <- NA
  list(guid = guid, code = path, framework = new_framework(path, description, codable))
}

# A path is as long as its code is deep, and no codebook has a hundred levels.
refuse_deep <- function(parent, file, call) {
  above <- parent
  for (level in 1:100) {
    if (all(is.na(above))) return(invisible())
    above <- parent[above]
  }
  abort_codes_file(file, c(
    x = "Its codes are nested more than 100 levels deep.", i = "Export the project again."
  ), call)
}

# A stretch of a PDF is selected on its page and in its text; the second is the
# same selection, which has its place.
drawn_again <- function(markup, selection, within) {
  drawn <- is_called(markup, selection, "PDFSelection")
  if (!any(drawn)) return(drawn)
  texts <- elements_called(markup, "PlainTextSelection")
  known <- paste(source_around(markup, texts), guid_of(markup, texts))
  drawn & paste(within, guid_of(markup, selection)) %in% known
}

# Who coded: the coding's user, else the selection's.
refi_coder <- function(markup, at, selection) {
  guid <- guid_of(markup, at, "creatingUser")
  for (of in c("creatingUser", "modifyingUser")) {
    unknown <- is.na(guid)
    if (any(unknown)) guid[unknown] <- guid_of(markup, selection[unknown], of)
  }
  users <- elements_called(markup, "User")
  known <- guid_of(markup, users)
  name <- squash(attribute_of(markup, users, "name"))
  unnamed <- is.na(name) | !nzchar(name)
  name[unnamed] <- attribute_of(markup, users[unnamed], "id")
  name[is.na(name)] <- known[is.na(name)]
  out <- numbered_names(name)[match(guid, known)]
  out[is.na(out)] <- guid[is.na(out)]
  out
}

# What is said of a selection: its description, else the note that it refers to.
refi_memo <- function(markup, selection) {
  said <- content_of(markup, child_of(markup, selection, "Description"))
  refers <- child_of(markup, selection, "NoteRef")
  notes <- elements_called(markup, "Note")
  if (length(notes) && any(refers > 0)) {
    note <- notes[match(guid_of(markup, refers, "targetGUID"), guid_of(markup, notes))]
    note[is.na(note)] <- 0L
    from_note <- content_of(markup, child_of(markup, note, "PlainTextContent"))
    said <- ifelse(is.na(said), from_note, said)
  }
  said
}

# Where each selection lies in its text; `text` is a number, of which `said` makes it.
refi_places <- function(markup, selection, texts, file) {
  holder <- element_parent(markup, selection)
  of <- match(holder, texts$at)
  start <- position_of(markup, selection, "startPosition")
  end <- position_of(markup, selection, "endPosition")
  spoken <- which(is_called(markup, selection, "TranscriptSelection"))
  start[spoken] <- sync_position(markup, selection[spoken], "fromSyncPoint")
  end[spoken] <- sync_position(markup, selection[spoken], "toSyncPoint")
  of[is.na(texts$text[of]) | is.na(start)] <- NA
  once <- !duplicated(selection) & selection > 0
  first <- match(selection, selection[once])
  origin <- attribute_of(markup, elements_called(markup, "Project")[1], "origin")
  text <- texts$text
  text[is.na(text)] <- ""
  placed <- place_stretches(text, of[once], start[once], end[once],
                            quoting_names(markup, selection[once]),
                            likely = likely_rule(origin))
  warn_offsets(placed$offsets, file)
  holders <- unique(holder)
  whole <- !is.na(holder_source(markup, holders))[match(holder, holders)]
  out <- list(
    start = placed$start[first], end = placed$end[first], text = first,
    there = placed$there[first] %in% TRUE,
    holder = ifelse(is.na(of), NA_integer_, holder), offsets = placed$offsets,
    texts = ifelse(is.na(texts$text), NA, placed$texts)
  )
  # A place in part of a source is none in the source.
  out$start[!whole] <- NA
  out$end[!whole] <- NA
  own <- which(!out$there & is_called(markup, selection, "PDFSelection"))
  shown <- texts$text[match(child_of(markup, selection[own], "Representation"), texts$at)]
  out$text[own] <- sum(once) + seq_along(own)
  out$said <- function(number) {
    drawn <- which(number > sum(once))
    if (length(drawn) == 0) return(placed$text(number))
    at <- replace(number, drawn, NA)
    replace(placed$text(at), drawn, shown[number[drawn] - sum(once)])
  }
  out
}

# ATLAS.ti writes line ends of two characters and counts one.
likely_rule <- function(origin) {
  if (grepl("atlas", origin, ignore.case = TRUE) %in% TRUE) "line_feeds" else "as_is"
}

sync_position <- function(markup, selection, end) {
  points <- elements_called(markup, "SyncPoint")
  at <- match(guid_of(markup, selection, end), guid_of(markup, points))
  position_of(markup, points, "position")[at]
}
