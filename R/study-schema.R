# Lists what a study may say, as data. Each key has a kind, which says how its
# text is read, and may be required, have a default, or (for a section) keys of
# its own. R/study-build.R walks this; nothing else knows the keys.

key <- function(kind, ..., required = FALSE, default = NULL) {
  list(kind = kind, ..., required = required, default = default)
}

study_keys <- function() {
  list(
    version = key("whole", range = c(1, 1), default = 1L),
    title = key("text"),
    waves = key("named", required = TRUE, keys = list(
      file = key("text"),
      source = key("text"),
      table = key("text"),
      order = key("text"),
      label = key("text"),
      id = key("texts"),
      platform = key("text"),
      key = key("text"),
      encoding = key("text"),
      sheet = key("text"),
      header = key("header"),
      skip = key("skip"),
      na = key("texts"),
      delim = key("delim"),
      decimal_mark = key("choice", choices = c(".", ",")),
      date = key("text"),
      where = key("mapping"),
      rename = key("mapping", each = 1),
      choices = key("mapping")
    )),
    sources = key("named", keys = list(
      connections = key("texts"),
      dialect = key("choice", choices = dialects),
      shard = key("text"),
      timeout = key("whole", range = c(1, Inf)),
      moments = key("whole", range = c(2, Inf)),
      codes = key("choice", choices = c("normal", "exact"), default = "normal")
    )),
    codebook = key("text"),
    id = key("section", keys = list(
      column = key("texts", required = TRUE),
      max_edits = key("whole", range = c(0, 2), default = 0L),
      elements = key("wholes", default = integer()),
      agree = key("whole", range = c(1, 12)),
      confirm = key("texts", default = character()),
      leading_zeros = key("choice", choices = c("keep", "drop"), default = "keep"),
      admissible = key("mapping"),
      near = key("choice", choices = c("review", "accept"), default = "review"),
      decisions = key("text", default = "link-decisions.csv"),
      pseudonymise = key("choice", choices = c("none", "drop", "salted hash"),
                         default = "none"),
      duplicates = key("choice", choices = duplicate_rules,
                       default = "most_complete")
    )),
    exclude = key("list", default = list(), keys = c(
      list(reason = key("choice", choices = exclusion_reasons, required = TRUE),
           label = key("text")),
      condition_keys(required = TRUE)
    )),
    scales = key("named", default = list(), keys = list(
      instrument = key("text"),
      label = key("text"),
      items = key("items", required = TRUE),
      range = key("range"),
      answers = key("texts"),
      reverse = key("items"),
      score = key("choice", choices = c("mean", "sum")),
      min_items = key("whole", range = c(1, Inf)),
      better = key("choice", choices = better_choices),
      margin = key("number", range = c(0, Inf)),
      reliability = key("number", range = c(0, 1)),
      important = key("number", range = c(0, Inf)),
      cutoff = cutoff_key(),
      norm = key("section", keys = list(
        mean = key("number", required = TRUE),
        sd = key("number", range = c(0, Inf), required = TRUE),
        source = key("text", required = TRUE)
      ))
    )),
    questions = key("list", default = list(), keys = list(
      column = key("text", required = TRUE),
      label = key("text"),
      range = key("range"),
      answers = key("texts")
    )),
    contrasts = key("texts", default = "all"),
    primary = key("section", keys = list(
      scale = key("text", required = TRUE),
      contrast = key("text", required = TRUE)
    )),
    demographics = key("list", default = list(), keys = list(
      column = key("text", required = TRUE),
      label = key("text"),
      undisclosed = key("flag", default = FALSE),
      columns = key("items"),
      counted = key("texts"),
      summary = key("choice", choices = c("count", "mean", "median"),
                    default = "count"),
      bands = key("rising"),
      population = key("counts")
    )),
    undisclosed = key("section", keys = list(
      label = key("text", default = "Undisclosed"),
      codes = key("texts", default = character())
    )),
    attendance = key("section", keys = list(
      file = key("text", required = TRUE),
      sheet = key("text"),
      id = key("texts"),
      sessions = key("texts", default = character()),
      groups = key("texts", default = character()),
      at_least = key("whole", range = c(1, Inf), default = 1L),
      invited = key("whole", range = c(1, Inf))
    )),
    retrospective = key("named", keys = list(
      of = key("text"),
      asked_in = key("text", required = TRUE),
      prefix = key("text", default = ""),
      suffix = key("text", default = ""),
      label = key("text")
    )),
    codes = key("named", keys = list(
      file = key("text"),
      files = key("files"),
      label = key("text"),
      question = key("text"),
      wave = key("text"),
      unit = key("text"),
      code = key("texts"),
      coder = key("text"),
      participants = key("text"),
      source = key("text"),
      text = key("text"),
      speaker = key("text"),
      key = key("text"),
      group = key("text"),
      separator = key("text", default = ";"),
      levels = key("text"),
      uncoded = key("choice", choices = c("read", "unread"), default = "read"),
      encoding = key("text"),
      transcripts = key("files")
    )),
    framework = key("section", keys = list(
      file = key("text"),
      name = key("text"),
      of = key("texts", default = character()),
      path = key("texts", default = character()),
      description = key("text"),
      complete = key("flag", default = FALSE)
    )),
    consensus = key("section", keys = list(coder = key("text", required = TRUE))),
    themes = key("section", keys = list(
      of = key("text"),
      lanes = key("lanes", required = TRUE),
      centre = key("text"),
      outcome = key("text")
    )),
    quotes = key("section", keys = list(
      decisions = key("text", default = "quote-decisions.csv"),
      attributes = key("texts", default = character()),
      threshold = key("whole", range = c(1, Inf), default = 5L)
    )),
    disclosure = key("disclosure", default = "none"),
    identifying = key("choice", choices = c("mask", "drop"), default = "mask"),
    style = key("section", keys = style_keys()),
    checks = key("section", keys = list(
      min_linked = key("number", range = c(0, 1)),
      min_records = key("whole", range = c(1, Inf)),
      max_worse = key("number", range = c(0, 1)),
      previous = key("text"),
      rules = key("named", default = list(), keys = c(
        list(label = key("text"),
             severity = key("choice", choices = c("error", "warning", "note")),
             share = key("number", range = c(0, 1))),
        condition_keys(required = FALSE)
      )),
      ignore = key("texts", default = character()),
      fail_on = key("choice", choices = c("error", "warning", "never"),
                    default = "error")
    ))
  )
}

instrument_keys <- function() {
  list(
    label = key("text", required = TRUE),
    items = key("whole", range = c(1, Inf), required = TRUE),
    range = key("range", required = TRUE),
    answers = key("texts"),
    reverse = key("wholes", default = integer()),
    score = key("choice", choices = c("mean", "sum"), required = TRUE),
    min_items = key("whole", range = c(1, Inf), required = TRUE),
    better = key("choice", choices = better_choices, required = TRUE),
    version = key("text", required = TRUE),
    licence = key("text", required = TRUE),
    wording = key("texts", default = character()),
    unaltered = key("flag", default = FALSE),
    recognised_by = key("texts", default = character()),
    cutoff = cutoff_key(),
    citation = key("text", required = TRUE)
  )
}

# Where a score stops being a sign of the trouble that the scale asks for: the good
# side is `below` or `above` it.
cutoff_key <- function() {
  key("section", keys = list(below = key("number"), above = key("number"), source = key("text")))
}

duplicate_rules <- c("first", "last", "most_complete", "none")

# Reads one value by its key. `where` is the way to it ("waves: pre: file"),
# for the message.
read_key <- function(value, spec, where) {
  switch(spec$kind,
    text = as_one_text(value, where),
    texts = as_texts(value, where),
    number = as_numbers(value, where, 1, spec$range),
    whole = as.integer(as_numbers(value, where, 1, spec$range, whole = TRUE)),
    wholes = as.integer(as_numbers(value, where, NA, whole = TRUE)),
    range = as_range(value, where),
    rising = as_rising(value, where),
    counts = as_counts(value, where),
    flag = as_flag(value, where),
    choice = as_choice(value, spec$choices, where),
    header = as_header(value, where),
    skip = as_skip(value, where),
    delim = as_delim(value, where),
    items = expand_items(as_texts(value, where), where),
    mapping = read_mapping(value, where, spec$each),
    files = as_files(value, where),
    lanes = as_lanes(value, where),
    disclosure = as_disclosure(value, where),
    section = read_section(value, spec$keys, where),
    named = read_named(value, spec$keys, where),
    list = read_list(value, spec$keys, where)
  )
}

# A mapping with known keys: rejects unknown ones, asks for required ones,
# fills in defaults, and gives the keys in the schema's order.
read_section <- function(value, keys, where) {
  here <- if (length(where)) paste(where, collapse = ": ") else "The study"
  if (length(value) && !has_all_names(value)) {
    abort_study(
      c("{.field {here}} must have keys: {.field {names(keys)}}.",
        x = "It is {describe_value(value)}.",
        i = if (is_text(value) && "file" %in% names(keys)) "Write {.code {{file: {value}}}}.")
    )
  }
  value <- as.list(value)
  unknown <- setdiff(names(value), names(keys))
  if (length(unknown)) {
    abort_study(
      c("{.field {here}} can't have the key {.field {unknown[1]}}.",
        did_you_mean(unknown[1], names(keys)),
        i = "Known keys: {.field {all_names(keys)}}.")
    )
  }
  refuse_repeats(names(value), here)
  read <- lapply(names(keys), function(name) {
    spec <- keys[[name]]
    if (!is.null(value[[name]])) {
      return(read_key(value[[name]], spec, c(where, name)))
    }
    if (spec$required) {
      abort_study("{.field {here}} must have the key {.field {name}}.")
    }
    spec$default
  })
  names(read) <- names(keys)
  read
}

# Names for a message that leaves none of them out.
all_names <- function(keys) cli::cli_vec(names(keys), list("vec-trunc" = Inf))

# A mapping whose names the analyst chooses (waves, scales).
read_named <- function(value, keys, where) {
  if (length(value) == 0) {
    abort_study("{.field {where}} must name at least one.")
  }
  if (!has_all_names(value)) {
    abort_study(
      c("Each of {.field {where}} must have a name.",
        x = "{.field {where}} is {describe_value(value)}.")
    )
  }
  refuse_repeats(names(value), where)
  read <- lapply(names(value), function(name) {
    read_section(value[[name]], keys, c(where, name))
  })
  names(read) <- names(value)
  read
}

# A sequence of mappings (demographics).
read_list <- function(value, keys, where) {
  if (!is.list(value) || !is.null(names(value))) {
    abort_study(
      c("{.field {where}} must be a list of entries with keys.",
        x = "It is {describe_value(value)}.")
    )
  }
  lapply(seq_along(value), function(i) {
    read_section(value[[i]], keys, c(where, i))
  })
}

# A mapping whose names are columns of a file, to texts.
read_mapping <- function(value, where, each) {
  if (length(value) == 0 || !has_all_names(value)) {
    abort_study(
      c("{.field {where}} must have columns as its keys.",
        x = "It is {describe_value(value)}.")
    )
  }
  refuse_repeats(names(value), where)
  read <- lapply(names(value), function(name) {
    if (is.null(value[[name]])) return(character())
    if (is.null(each)) as_texts(value[[name]], c(where, name)) else
      as_one_text(value[[name]], c(where, name))
  })
  names(read) <- names(value)
  read
}

# Files by name: of a coder each, or of a source each.
as_files <- function(value, where) {
  if (length(value) == 0 || !has_all_names(value)) {
    abort_study(c("{.field {where}} must name files.",
                  x = "It is {describe_value(value)}.",
                  i = "For example {.code {{Ann: ann.qdpx, Ben: ben.qdpx}}}."))
  }
  refuse_repeats(names(value), where)
  vapply(names(value), function(name) as_one_text(value[[name]], c(where, name)), "")
}

as_one_text <- function(value, where) {
  text <- as_texts(value, where)
  if (length(text) != 1 || !grepl("[^ \t\r\n]", text)) {
    abort_study(c("{.field {where}} must be one text.",
                  x = "It is {describe_value(value)}."))
  }
  text
}

as_texts <- function(value, where) {
  simple <- is.atomic(value) ||
    (is.list(value) && all(vapply(value, is_scalar_value, NA)))
  if (!simple || !is.null(names(value)) || anyNA(unlist(value))) {
    abort_study(c("{.field {where}} must be a text or a list of texts.",
                  x = "It is {describe_value(value)}."))
  }
  as.character(unlist(value))
}

is_scalar_value <- function(x) is.atomic(x) && length(x) == 1

as_numbers <- function(value, where, size, range = c(-Inf, Inf),
                       whole = FALSE) {
  if (is.null(range)) range <- c(-Inf, Inf)
  text <- as_texts(value, where)
  form <- "^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?$"
  number <- ifelse(grepl(form, text), suppressWarnings(as.numeric(text)), NA)
  most <- .Machine$integer.max
  if (whole && any(abs(number) > most, na.rm = TRUE)) {
    range <- c(if (is.finite(range[1])) range[1] else 1, min(range[2], most))
  }
  wrong_size <- !is.na(size) && length(number) != size
  if (wrong_size || anyNA(number) || (whole && any(number != round(number))) ||
      any(number < range[1] | number > range[2])) {
    abort_numbers(value, where, size, range, whole)
  }
  as.numeric(number)
}

abort_numbers <- function(value, where, size, range, whole) {
  what <- paste(if (is.na(size)) "" else if (size == 1) "one" else size,
                if (whole) "whole number" else "number")
  what <- trimws(if (size %in% 1) what else paste0(what, "s"))
  limits <- if (all(is.finite(range))) {
    if (range[1] == range[2]) {
      paste0(", ", range[1])
    } else {
      paste0(" from ", range[1], " to ", range[2])
    }
  } else if (is.finite(range[1])) {
    paste0(", at least ", range[1])
  } else {
    ""
  }
  abort_study(c("{.field {where}} must be {what}{limits}.",
                x = "It is {describe_value(value)}."))
}

as_range <- function(value, where) {
  range <- as_numbers(value, where, 2)
  if (range[1] >= range[2]) {
    abort_study(c("{.field {where}} must run from low to high.",
                  x = "It is {describe_value(value)}."))
  }
  range
}

as_rising <- function(value, where) {
  numbers <- as_numbers(value, where, NA)
  if (!length(numbers) || is.unsorted(numbers, strictly = TRUE)) {
    abort_study(c("{.field {where}} must be numbers that rise.",
                  x = "It is {describe_value(value)}."))
  }
  numbers
}

# A mapping from a level to how many people have it.
as_counts <- function(value, where) {
  if (!length(value) || !has_all_names(value)) {
    abort_study(c("{.field {where}} must name levels and their people.",
                  x = "It is {describe_value(value)}.",
                  i = "For example {.code {{Female: 25, Male: 14}}}."))
  }
  refuse_repeats(names(value), where)
  counts <- vapply(names(value), function(level) {
    as_numbers(value[[level]], c(where, level), 1, c(0, Inf), whole = TRUE)
  }, 0)
  if (sum(counts) == 0) {
    abort_study("{.field {where}} must have at least one person.")
  }
  counts
}

as_flag <- function(value, where) {
  text <- lower_case(as_one_text(value, where))
  if (text %in% c("true", "yes", "on")) return(TRUE)
  if (text %in% c("false", "no", "off")) return(FALSE)
  abort_study(c("{.field {where}} must be true or false.",
                x = "It is {describe_value(value)}."))
}

as_choice <- function(value, choices, where) {
  text <- as_one_text(value, where)
  if (!text %in% choices) {
    abort_study(c("{.field {where}} must be {.or {.val {choices}}}.",
                  x = "It is {describe_value(value)}.",
                  did_you_mean(text, choices)))
  }
  text
}

# The line or lines of a text file's heading, or "none".
as_header <- function(value, where) {
  if (identical(value, "none")) return(value)
  text <- as_texts(value, where)
  lines <- as.numeric(text[grepl("^[1-9][0-9]*$", text)])
  if (!length(lines) || length(lines) < length(text) || is.unsorted(lines, strictly = TRUE)) {
    abort_study(c("{.field {where}} must be lines that rise, or {.val none}.",
                  x = "It is {describe_value(value)}."))
  }
  lines
}

# A number of rows, or {lines: 2, rows: 10}.
as_skip <- function(value, where) {
  if (!has_all_names(value)) {
    return(as_numbers(value, where, 1, c(0, Inf), whole = TRUE))
  }
  unlist(read_section(value, list(
    rows = key("whole", range = c(0, Inf)), lines = key("whole", range = c(0, Inf))
  ), where))
}

# One character, or the name of one that is hard to see.
as_delim <- function(value, where) {
  text <- as_texts(value, where)
  if (identical(text, "tab")) return("\t")
  if (length(text) != 1 || nchar(text, "bytes") != 1 || text %in% c("\"", "\n", "\r")) {
    abort_study(c("{.field {where}} must be one character, such as {.val ;}, or {.val tab}.",
                  x = "It is {describe_value(value)}."))
  }
  text
}

# The name of a disclosure profile, or {threshold: 5} as list(threshold = 5).
as_disclosure <- function(value, where) {
  if (!has_all_names(value)) value <- as_one_text(value, where)
  if ("crosstabs" %in% names(value)) value$crosstabs <- as.character(value$crosstabs)
  tryCatch(
    {
      profile <- disclosure_profile(value, call = NULL)
      if (is.null(profile$threshold)) value
      else c(profile["threshold"],
             if (profile$crosstabs != "whole") profile["crosstabs"])
    },
    pairwave_error_disclosure = function(cnd) {
      abort_study("{.field {where}} must be a profile that pairwave knows.",
                  parent = cnd)
    }
  )
}

refuse_repeats <- function(names, where) {
  repeated <- names[duplicated(names)]
  if (length(repeated)) {
    abort_study("{.field {where}} has {.val {repeated[1]}} more than once.")
  }
}

describe_value <- function(value) {
  if (is.null(value) || length(value) == 0) return("empty")
  if (is.list(value) && !all(vapply(value, is_scalar_value, NA))) {
    return(if (is.null(names(value))) "a list of entries" else "a mapping")
  }
  text <- as.character(unlist(value))
  if (has_all_names(value)) return("a mapping")
  shown <- encodeString(utils::head(text, 4), quote = "\"")
  paste(c(shown, if (length(text) > 4) "..."), collapse = ", ")
}

# Every complaint about a study is raised here; the reader adds the file.
abort_study <- function(message, ..., .envir = parent.frame()) {
  if (exists("where", envir = .envir, inherits = FALSE)) {
    .envir <- rlang::env_clone(.envir)
    .envir$where <- paste(.envir$where, collapse = ": ")
  }
  abort_pairwave(message, "study", ..., call = NULL, .envir = .envir)
}
