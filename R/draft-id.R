# Drafts the id of a study: the column that tells people apart within a wave and
# finds them again in the others, and the list of attendance that has it.

# `column`, its name in the first wave, or those of the elements of a code; `rename`, by
# wave, the name of the column that holds the same codes there under another name;
# `reason`, `weak`, `others`, `more` (codes that are found again without their leading
# zeros), `running` and `doubt`. Without a column, `column` is NULL and the reason says
# what to do.
draft_id <- function(waves, items) {
  worth <- id_worths(waves, items)
  candidates <- id_candidates(worth)
  if (length(candidates) == 0) {
    return(draft_elements(waves, items) %||% id_hole(worth, waves))
  }
  rank <- do.call(rbind, lapply(candidates, `[[`, "rank"))
  linking <- rank$overlap >= 0.2
  order <- order(!linking, rank$identifying, rank$running, rank$renamed, !rank$named,
                 -rank$overlap, -rank$unique)
  best <- candidates[[order[1]]]
  others <- vapply(candidates[order][linking[order]], `[[`, "", "column")
  single <- length(waves) == 1
  weak <- !single && best$rank$overlap < 0.2
  if (weak) {
    elements <- draft_elements(waves, items)
    if (!is.null(elements)) return(elements)
    # Codes of which hardly any comes again link nobody.
    if (best$rank$overlap < 0.05 && !best$rank$named) {
      return(id_hole(worth, waves, best$column))
    }
  }
  list(
    column = best$column, rename = best$rename,
    reason = shares_words(best$rank$unique, if (!single) best$rank$overlap),
    weak = weak, more = best$more, running = best$rank$running,
    others = utils::head(setdiff(others, best$column), 3),
    doubt = id_doubt(best, weak, single)
  )
}

# What each column of each wave is worth as an id.
id_worths <- function(waves, items) {
  lapply(waves, function(wave) {
    columns <- c(wave$survey, wave$beside)
    columns <- columns[setdiff(names(columns), items)]
    found <- lapply(stats::setNames(nm = names(columns)), function(name) {
      id_worth(columns[[name]], name, wave)
    })
    found[lengths(found) > 0]
  })
}

shares_words <- function(unique, overlap, whose = "its") {
  paste0(
    whole_percent(unique), " of ", whose, " answers differ within a wave",
    if (length(overlap)) paste0("; ", whole_percent(max(overlap)),
                                " of a later wave's are in the one before")
  )
}

id_doubt <- function(best, weak, single) {
  c(
    if (weak) paste0("No column links the waves well; ", best$column,
                     " is the nearest. Check `id: column`."),
    if (best$rank$running && !single) paste0(
      best$column, " is a running number: see that it numbers people, not the rows of each file."
    ),
    if (length(best$rename)) paste0(
      "The codes have other names in ", paste(names(best$rename), collapse = ", "), " (",
      paste(unlist(best$rename), collapse = ", "), "): see `id` of the wave."
    )
  )
}

# Says what to do where no column could be an id: the study file gets a mark in its
# place.
id_hole <- function(worth, waves, nearest = NULL) {
  some <- vapply(worth, function(one) length(one) > 0, NA)
  near <- utils::head(unlist(lapply(worth, names), use.names = FALSE), 3)
  if (length(nearest)) near <- union(nearest, near)
  list(
    column = NULL, weak = FALSE,
    reason = paste0(
      "No column ", if (length(waves) == 1) "of the file " else
        "is in every wave and ", "tells people apart",
      if (!all(some) && any(some)) paste0(" (", names(waves)[!some][1], " has none)"),
      if (length(waves) > 1) ", so the waves are compared as groups of people",
      ". Where one has the people's codes, put it in place of ? and uncomment the line",
      if (length(near)) paste0("; in one wave it could be ", paste(unique(near), collapse = ", "))
    ),
    doubt = if (length(waves) > 1) paste(
      "No column tells people apart in every wave, so change is that of the group, not of people:",
      "put the one with their codes under `id: column`, if there is one."
    )
  )
}

whole_percent <- function(share) paste0(round(100 * share), "%")

# The codes of a column and what speaks for it as an id, or NULL where it can't be
# one: of what identifies a person only an e-mail address finds them again, a
# measurement never does, nor do long answers in words.
id_worth <- function(x, name, wave) {
  about <- attr(wave$survey, "survey")
  one_file <- !is.null(wave$where) || isTRUE(wave$side)
  own <- name %in% own_columns(wave$survey) && !(one_file && name %in% about$respondent)
  if (own || is.logical(x) || time_kind(x) > 0 || is.list(x) ||
      length(column_labels(x))) {
    return(NULL)
  }
  identifying <- is_identifying(x)
  if (identifying && !any(grepl("@", bare_values(x), fixed = TRUE))) {
    return(NULL)
  }
  values <- plain_values(x)
  codes <- normal_codes(x, name)
  codes <- codes[nzchar(codes)]
  if (length(codes) == 0) {
    return(NULL)
  }
  named <- is_id_name(name) || is_id_label(column_label(x))
  running <- is_running_number(codes)
  few <- length(codes) / length(x) < 0.7 || length(unique(codes)) / length(codes) < 0.8
  if (few || is_measurement(values, named) || (running && !named && !one_file) ||
      stats::median(nchar(codes)) > 40 || length(unique(codes)) < 3) {
    return(NULL)
  }
  list(codes = codes, unique = length(unique(codes)) / length(codes), named = named,
       running = running && !one_file, identifying = identifying)
}

# Numbers with decimals measure something; so do short whole numbers, unless the
# column is called an id.
is_measurement <- function(values, named) {
  number <- if (is.numeric(values)) values else suppressWarnings(as.numeric(values))
  if (anyNA(number[!is.na(values)])) {
    return(FALSE)
  }
  number <- number[!is.na(number)]
  padded <- is.character(values) && any(grepl("^0[0-9]", values))
  any(number != round(number)) ||
    (!named && !padded && (any(number < 0) || stats::median(nchar(code_text(number))) < 5))
}

# patid, VPNr, ParticipantID, person_number; not valid, paid or covid.
is_id_name <- function(name) {
  words <- gsub("([a-z])([A-Z])", "\\1_\\2", name)
  words <- strsplit(lower_case(words), "[^[:alnum:]]+")[[1]]
  words <- sub("[0-9]+$", "", words)
  any(words %in% c("id", "ids", "code", "codes", "nr", "no", "num", "number", "key", "token", "uid",
                   "guid", "pseudonym", "vp", "vpn", "vpnr", "pid", "sid", "case", "participant",
                   "respondent", "subject", "person", "patient", "student", "member", "proband",
                   "kennung", "username")) ||
    any(grepl(paste0("^(pat|part|resp|subj?|pers|stud|user|member|case|client|child|pupil|rec|",
                     "record|participant|respondent|subject|person|student|patient)",
                     "_?(id|nr|no|code)$|",
                     "code|pseudonym|token"), words))
}

is_id_label <- function(label) {
  length(label) == 1 && grepl(paste0(
    "\\b(id|code|pseudonym|identifier|participant (number|no|id)|subject number|person number|",
    "student number|versuchsperson|kennung|teilnehmernummer)\\b"
  ), lower_case(label), perl = TRUE)
}

is_running_number <- function(x) {
  n <- suppressWarnings(as.numeric(x))
  !anyNA(n) && length(n) > 2 && all(diff(sort(n)) == 1)
}

# Each column of the first wave as an id; where its numbers find more again without
# leading zeros, as such numbers.
id_candidates <- function(worth) {
  bare <- lapply(worth, lapply, function(one) {
    one$codes <- without_leading_zeros(one$codes)
    one
  })
  found <- lapply(names(worth[[1]]), function(column) {
    one <- id_candidate(column, worth)
    if (!isTRUE(one$more > 0)) return(one)
    without <- id_candidate(column, bare)
    without$more <- one$more
    without
  })
  found[lengths(found) > 0]
}

# Finds what a column of the first wave is worth as an id of all: in each later wave the
# column of its name, or the one that holds its codes under another name. NULL
# where a wave has neither.
id_candidate <- function(column, worth) {
  first <- worth[[1]][[column]]
  chosen <- list(first)
  rename <- list()
  overlap <- numeric()
  for (i in seq_along(worth)[-1]) {
    before <- chosen[[i - 1]]$codes
    share <- vapply(worth[[i]], function(one) {
      if (one$running && !one$named) return(0)
      mean(unique(one$codes) %in% before)
    }, 0)
    at <- names(which.max(share))
    own <- if (column %in% names(share)) share[[column]]
    # The column of that name, unless another holds its codes and that one does not.
    if (length(own) && share[[at]] < max(0.3, own + 0.2)) at <- column
    if (length(at) == 0 || (at != column && share[[at]] < 0.3)) {
      return(NULL)
    }
    chosen[[i]] <- worth[[i]][[at]]
    overlap <- c(overlap, share[[at]])
    if (at != column) rename[[names(worth)[i]]] <- at
  }
  more <- found_without_zeros(lapply(chosen, `[[`, "codes"))
  of <- function(what, type) vapply(chosen, `[[`, type, what)
  list(column = column, rename = rename, more = more, rank = data.frame(
    unique = min(of("unique", 0)), overlap = if (length(overlap)) max(overlap) else 1,
    named = all(of("named", NA)), running = all(of("running", NA)),
    identifying = first$identifying, renamed = length(rename)
  ))
}

# How many more codes of later waves are found in the wave before where numbers are
# compared without leading zeros; 0 where that would make two codes of a wave one.
found_without_zeros <- function(codes) {
  bare <- lapply(codes, without_leading_zeros)
  kinds <- function(x) length(unique(x))
  if (any(vapply(bare, kinds, 0L) < vapply(codes, kinds, 0L))) return(0)
  found <- function(of) {
    sum(vapply(seq_along(of)[-1], function(i) sum(unique(of[[i]]) %in% of[[i - 1]]), 0L))
  }
  found(bare) - found(codes)
}

# The waves with the id under one name; a wave's `id` is its own name for it.
rename_id <- function(waves, id) {
  for (name in names(id$rename)) {
    old <- id$rename[[name]]
    survey <- waves[[name]]$survey
    # A column of the id's name that holds no codes gives its name up.
    names(survey)[names(survey) == id$column] <- paste0(id$column, "_here")
    names(survey)[names(survey) == old] <- id$column
    waves[[name]]$survey <- survey
    waves[[name]]$id <- old
  }
  waves
}

# The list of who came: marks of 0 and 1 beside a column of codes that are those
# of the first wave.
draft_attendance <- function(files, waves, id, dir) {
  if (length(id$column) != 1) {
    return(NULL)
  }
  for (file in files) {
    data <- suppressWarnings(read_survey(file, platform = "none"))
    marks <- names(data)[vapply(data, function(x) {
      is.numeric(x) && all(bare_values(x) %in% c(0, 1, NA))
    }, NA)]
    codes <- normal_codes(waves[[1]]$survey[[id$column]], id$column)
    share <- vapply(setdiff(names(data), marks), function(name) {
      mean(codes %in% setdiff(normal_codes(data[[name]], name), ""))
    }, 0)
    if (length(share) == 0 || max(share) < 0.2 || length(marks) == 0) next
    numbered <- grepl("[0-9]$", marks)
    return(list(
      path = file, file = relative_path(file, dir), id = names(share)[which.max(share)],
      sessions = if (any(numbered)) marks[numbered] else marks,
      groups = if (any(numbered)) marks[!numbered] else character(),
      reason = paste0(whole_percent(max(share)), " of the first wave's codes are in it")
    ))
  }
  NULL
}
