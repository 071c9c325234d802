# Names the columns of an export by the rows above the answers: what each column
# is called, what it asks, and which question with several columns it belongs to.

# A list of vectors with an element for each column: `name` (short, unique),
# `header` (the first row, on one line), `label` (what is asked, "" where the
# file does not say), `stem` and `option` (the question and the part of it
# that the column stands for; NA for a question of its own), `question` and
# `part` (their texts, or NA), `unnamed`, and for tick boxes in a grid `cell`,
# `box` and `grid`. `rows` says how many rows under the
# first one belong to the heading, and `note` what is not as the platform has it.
csv_heading <- function(file, layout, place) {
  if (is.null(layout)) {
    heading <- tidy_names(file$names, place)
    if (length(file$labels)) {
      heading$label <- ifelse(file$labels == "", heading$label, file$labels)
    }
    none <- rep(NA_character_, length(heading$name))
    return(c(heading, list(header = file$names, stem = none, option = none,
                           question = none, part = none, rows = 0)))
  }
  header <- squash(file$names)
  below <- heading_rows(file, layout, header, place)
  unnamed <- header == ""
  if (!is.null(below$option)) unnamed <- unnamed & squash(below$option) == ""
  parts <- switch(layout$form$names,
    code = code_headings(header, layout),
    both = both_headings(header, layout),
    text = text_headings(header, below$option, layout)
  )
  if (!is.null(below$question)) {
    parts$label <- strip_html(below$question)
  }
  for (pattern in layout$strip) parts$label <- sub(pattern, "", parts$label, perl = TRUE)
  if (!is.null(below$import) && layout$form$names == "code") {
    parts <- import_parts(parts, below$import)
  }
  parts <- label_parts(parts, layout$multiple$labels)
  name <- parts$name
  name[unnamed] <- paste0("column_", which(unnamed))
  if (anyDuplicated(header[header != ""]) && is.null(below$option)) {
    warn_repeated_headings(header, unique_names(name), place)
  }
  c(list(name = unique_names(name), header = header, unnamed = unnamed,
         rows = below$rows, note = below$note),
    parts[c("label", "stem", "option", "question", "part")],
    parts[intersect(c("cell", "grid", "box"), names(parts))])
}

# Q1[SQ001] and the like: the header's first row has short names.
code_headings <- function(header, layout) {
  none <- rep(NA_character_, length(header))
  out <- list(name = code_name(header), label = rep("", length(header)),
              stem = none, option = none, question = none, part = none)
  split <- split_by(layout$multiple$names, header)
  whole <- !is.na(split$stem)
  out$stem[whole] <- code_name(split$stem[whole])
  out$option[whole] <- split$option[whole]
  if (is.null(layout$multiple$boxes)) out else grid_boxes(out, layout$multiple$boxes)
}

# A grid with one tick box in a cell has a stem for each cell, of one option: its
# boxes are options of their row. `cell` and `box` keep the cell's name and the
# box's number, by which a key has its labels, and `grid` the name of the question.
grid_boxes <- function(parts, pattern) {
  alone <- !is.na(parts$stem) & ave_count(match(parts$stem, parts$stem)) == 1
  at <- regexpr(pattern, ifelse(alone, parts$stem, ""), perl = TRUE)
  boxes <- which(at > 0)
  named <- function(group) {
    start <- attr(at, "capture.start")[boxes, group]
    substring(parts$stem[boxes], start, start + attr(at, "capture.length")[boxes, group] - 1)
  }
  parts$cell <- parts$grid <- parts$box <- rep(NA_character_, length(parts$stem))
  if (length(boxes)) {
    parts$cell[boxes] <- parts$stem[boxes]
    parts$box[boxes] <- parts$option[boxes]
    parts$grid[boxes] <- named("question")
    parts$option[boxes] <- named("option")
    parts$stem[boxes] <- paste0(named("question"), "_", named("row"))
  }
  parts
}

# "Q1[SQ001]. What helped? [Talks]": short name and text in one heading.
both_headings <- function(header, layout) {
  split <- regmatches(header, regexec("^([^ ]+)[.] (.*)$", header))
  code <- vapply(split, function(x) if (length(x)) x[2] else NA_character_, "")
  text <- vapply(split, function(x) if (length(x)) x[3] else NA_character_, "")
  code[is.na(code)] <- header[is.na(code)]
  out <- code_headings(code, layout)
  out$label <- strip_html(ifelse(is.na(text), "", text))
  out
}

# The header has questions in full: short names are made from their words, so
# that a question has the same name wherever it stands in the survey.
text_headings <- function(header, option, layout) {
  n <- length(header)
  none <- rep(NA_character_, n)
  out <- list(name = none, label = strip_html(header), stem = none,
              option = none, question = none, part = none)
  if (!is.null(option)) {
    single <- squash(option) == "" | any_of(layout$form$single, squash(option))
    # A question over several columns is named above the first of them or, by
    # users who filled the row, above each.
    first <- header != ""
    first[-1] <- first[-1] & (header[-1] != header[-length(header)] | single[-1])
    question <- cumsum(first)
    several <- question > 0 & ave_count(question) > 1
    text <- c("", header[first])[question + 1]
  } else {
    split <- split_by(layout$multiple$headings, header)
    text <- ifelse(is.na(split$stem), header, split$stem)
    option <- split$option
    several <- !is.na(option)
    question <- match(text, text)
    single <- !several
  }
  text <- strip_html(text)
  out$name <- text_name(text)
  stem <- unique_names(out$name[match(unique(question), question)])
  stem <- stem[match(question, unique(question))]
  out$name <- ifelse(several, paste0(stem, "_", ave_number(question)), stem)
  out$stem[several] <- stem[several]
  out$question[several] <- text[several]
  out$part[several] <- strip_html(squash(option))[several]
  out$option[several] <- as.character(ave_number(question))[several]
  out$label <- ifelse(several & !single, part_label(text, out$part), text)
  out
}

# Finds what a part of a question is called: "question: part".
part_label <- function(question, part) {
  paste0(question, ifelse(grepl("[:\uff1a]$", question), " ", ": "), part)
}

# {"ImportId":"QID9","choiceId":"3"}: a column of a question whose options are
# columns. The names Q9_3, Q9_4, ... then share their stem; where two questions have the
# same name, the platform's identifier of the later one is part of its stem.
import_parts <- function(parts, import) {
  choice <- sub('^.*"choiceId" *: *"?([^",}]+)"?.*$', "\\1", import)
  has <- choice != import & grepl("_[^_]+$", parts$name)
  parts$stem[has] <- sub("_[^_]+$", "", parts$name[has])
  parts$option[has] <- choice[has]
  id <- sub('^.*"ImportId" *: *"?([^",}]+)"?.*$', "\\1", import)
  first <- match(parts$stem[has], parts$stem[has])
  again <- id[has] != id[has][first]
  parts$stem[has][again] <- paste0(parts$stem[has], "_", id[has])[again]
  parts
}

# Question and option out of a label such as "What helped? - Talks".
label_parts <- function(parts, patterns) {
  if (length(patterns) == 0) {
    return(parts)
  }
  split <- split_by(patterns, parts$label)
  take <- !is.na(parts$stem) & is.na(parts$question) & !is.na(split$stem)
  parts$question[take] <- split$stem[take]
  parts$part[take] <- split$option[take]
  parts
}

# Texts cut by the first pattern that fits, at its groups <stem> and <option>.
split_by <- function(patterns, x) {
  out <- list(stem = rep(NA_character_, length(x)),
              option = rep(NA_character_, length(x)))
  for (pattern in patterns) {
    at <- regexpr(pattern, ifelse(is.na(x), "", x), perl = TRUE)
    take <- is.na(out$stem) & at > 0
    if (!any(take)) next
    for (group in c("stem", "option")) {
      start <- attr(at, "capture.start")[, group]
      length <- attr(at, "capture.length")[, group]
      found <- substring(x, start, start + length - 1)
      out[[group]][take] <- trimws(found[take])
    }
  }
  out
}

# A short name out of a heading that is one already.
code_name <- function(x) {
  x <- gsub("[^\\p{L}\\p{N}_.]+", "_", x, perl = TRUE)
  sub("_+$", "", sub("^_+(?=.)", "", x, perl = TRUE))
}

# A short name out of a text: its first words, up to `most` characters.
text_name <- function(x, most = 32) {
  # A heading that is a short name with a number keeps its case.
  short <- grepl("^[A-Za-z][A-Za-z0-9_.]*[0-9][A-Za-z0-9_.]*$", x) & nchar(x) <= 12
  kept <- x[short]
  x <- sub("^\\s*[Qq]?[0-9]+[.):]\\s+", "", x, perl = TRUE)
  x <- gsub("['\u2019]", "", x)
  x <- gsub("[^\\p{L}\\p{N}]+", "_", lower_case(x), perl = TRUE)
  x <- gsub("^_+|_+$", "", x)
  long <- nchar(x) > most
  cut <- substr(x, 1, most + 1)
  cut <- ifelse(grepl("_", cut, fixed = TRUE), sub("_[^_]*$", "", cut),
                substr(cut, 1, most))
  x[long] <- cut[long]
  x[x == ""] <- "question"
  x <- ifelse(grepl("^[0-9]", x), paste0("q", x), x)
  x[short] <- kept
  x
}

warn_repeated_headings <- function(header, name, place) {
  where <- place_words(place)
  repeated <- unique(header[duplicated(header) & header != ""])
  shown <- name[duplicated(header) & header != ""]
  warn_pairwave(
    c("Questions in {where} must have different headings.",
      x = "{.val {repeated}} occur{?s/} more than once.",
      i = "Later ones are now called {.val {shown}}."),
    "names"
  )
}

# Text as it is shown: tags gone, the usual entities as characters.
strip_html <- function(x) {
  tagged <- grepl("[<&]", x)
  plain <- gsub("<br */?>|</p>|</div>|</li>", " ", x[tagged], ignore.case = TRUE)
  plain <- gsub("</?[A-Za-z!][^<>]*>", "", plain)
  entity <- c(nbsp = " ", lt = "<", gt = ">", quot = "\"", "#39" = "'",
              rsquo = "\u2019", lsquo = "\u2018", ldquo = "\u201c",
              rdquo = "\u201d", ndash = "\u2013", mdash = "\u2014",
              hellip = "\u2026", amp = "&")
  for (name in names(entity)) {
    plain <- gsub(paste0("&", name, ";"), entity[[name]], plain, fixed = TRUE)
  }
  x[tagged] <- plain
  squash(x)
}
