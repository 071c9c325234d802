# Reads SPSS syntax as survey platforms write it beside their data: what it says
# of the variables. Commands that describe (VARIABLE LABELS, VALUE LABELS, MISSING
# VALUES, FORMATS, DATA LIST, GET DATA, RENAME VARIABLES, FILE HANDLE) are
# read; those that would change the data are named in a warning.

# A list: `variables` (name, format; in the file's order, empty where the
# syntax declares none), `labels`, `values`, `missing` (lists by variable),
# `data` (how the data file is laid out, or NULL), `file`.
read_syntax <- function(path, call = rlang::caller_env()) {
  text <- syntax_text(path)
  syntax <- list(variables = data.frame(name = character(), format = character()),
                 labels = list(), values = list(), missing = list(),
                 handles = character(), data = NULL, file = path)
  changing <- character()
  for (command in syntax_commands(text, path, call)) {
    tokens <- command$tokens
    fail_at <- function(message) {
      abort_pairwave(
        c("Can't read the syntax file {.file {basename(path)}}.",
          x = "Line {command$line}: {message}"),
        "syntax", call = call
      )
    }
    says <- function(first, second = NULL) {
      is_keyword(tokens[1], first) && (is.null(second) || is_keyword(tokens[2], second))
    }
    syntax <- if (says("VARIABLE", "LABELS")) {
      add_labels(syntax, tokens[-(1:2)], fail_at)
    } else if (says("VALUE", "LABELS")) {
      add_values(syntax, tokens[-(1:2)], fail_at)
    } else if (says("ADD", "VALUE")) {
      add_values(syntax, tokens[-(1:3)], fail_at, add = TRUE)
    } else if (says("MISSING", "VALUES")) {
      add_missing(syntax, tokens[-(1:2)], fail_at)
    } else if (says("FORMATS") || says("PRINT", "FORMATS")) {
      add_formats(syntax, tokens[-(1:(1 + says("PRINT")))], fail_at)
    } else if (says("RENAME", "VARIABLES")) {
      rename_variables(syntax, tokens[-(1:2)], fail_at)
    } else if (says("FILE", "HANDLE")) {
      add_handle(syntax, tokens[-(1:2)], fail_at)
    } else if (says("DATA", "LIST")) {
      add_data_list(syntax, tokens[-(1:2)], fail_at)
    } else if (says("GET", "DATA")) {
      add_get_data(syntax, tokens[-(1:2)], fail_at)
    } else {
      verb <- upper_case(tokens[1])
      if (verb %in% changing_commands) changing <- c(changing, verb)
      syntax
    }
  }
  if (length(changing)) {
    warn_pairwave(
      c("{.file {basename(path)}} is read for what it says of the data; its commands are not run.",
        x = "Left out: {.code {unique(changing)}}.",
        i = "Run the syntax in SPSS or PSPP and save a {.file .sav} file where the changes
             matter."),
      "syntax"
    )
  }
  syntax
}

changing_commands <- c("RECODE", "COMPUTE", "IF", "SELECT", "DO", "ALTER", "COUNT",
                       "AGGREGATE", "FILTER", "WEIGHT", "AUTORECODE", "MATCH", "ADD")

syntax_text <- function(path) {
  bytes <- readBin(path, "raw", file.size(path))
  if (identical(bytes[1:3], as.raw(c(0xef, 0xbb, 0xbf)))) bytes <- bytes[-(1:3)]
  text <- rawToChar(bytes[bytes != 0])
  Encoding(text) <- "UTF-8"
  if (!validUTF8(text)) text <- iconv(text, "windows-1252", "UTF-8", sub = "\ufffd")
  text
}

# Commands as tokens, each with the line on which it begins. A command ends
# with a point at the end of a line; a comment runs as far.
syntax_commands <- function(text, path, call) {
  lines <- strsplit(text, "\r\n|\n|\r", perl = TRUE)[[1]]
  bare <- gsub("'[^']*'|\"[^\"]*\"", "", lines, perl = TRUE)
  bare <- sub("/\\*.*$", "", bare)
  ends <- grepl("[.]\\s*$", bare)
  comment <- grepl("^\\s*([*]|comment\\b|title\\b|subtitle\\b)", lines,
                   ignore.case = TRUE, perl = TRUE)
  commands <- list()
  start <- 1
  for (i in seq_along(lines)) {
    if (!ends[i] && i < length(lines)) next
    of <- start:i
    while (length(of) && !nzchar(trimws(lines[of[1]]))) of <- of[-1]
    start <- i + 1
    if (length(of) == 0) next
    if (comment[of[1]]) {
      # A blank line ends a comment as well.
      gap <- which(!nzchar(trimws(lines[of])))
      if (length(gap) == 0) next
      of <- of[-seq_len(gap[1])]
    }
    tokens <- syntax_tokens(paste(lines[of], collapse = "\n"))
    if (is.null(tokens)) {
      abort_pairwave(
        c("Can't read the syntax file {.file {basename(path)}}.",
          x = "Line {of[1]}: a quote opens in this command and is never closed."),
        "syntax", call = call
      )
    }
    if (length(tokens)) {
      commands[[length(commands) + 1]] <- list(tokens = tokens, line = of[1])
    }
  }
  commands
}

# Words, numbers, strings with their quotes, and marks; NULL for an open quote.
syntax_tokens <- function(text) {
  pattern <- paste0(
    "'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|/\\*[^\n]*|",
    "[\\p{L}@#$_](?:[\\p{L}\\p{N}@#$_.]*[\\p{L}\\p{N}@#$_])?|",
    "[-+]?[0-9]*[.]?[0-9]+(?:[eE][-+]?[0-9]+)?|[/()=,+*<>-]|['\"]"
  )
  tokens <- regmatches(text, gregexpr(pattern, text, perl = TRUE))[[1]]
  tokens <- tokens[!startsWith(tokens, "/*")]
  if (any(tokens %in% c("'", "\""))) {
    return(NULL)
  }
  # 'long ' + 'text' is one string.
  while (any(plus <- joins_strings(tokens))) {
    at <- which(plus)[1]
    both <- paste0(string_value(tokens[at - 1]), string_value(tokens[at + 1]))
    tokens[at - 1] <- paste0("'", gsub("'", "''", both, fixed = TRUE), "'")
    tokens <- tokens[-c(at, at + 1)]
  }
  tokens
}

joins_strings <- function(tokens) {
  n <- length(tokens)
  before <- c(FALSE, is_string(tokens)[-n])
  after <- c(is_string(tokens)[-1], FALSE)
  tokens == "+" & before[seq_len(n)] & after[seq_len(n)]
}

is_string <- function(token) grepl("^['\"]", token)

string_value <- function(token) {
  quote <- substr(token, 1, 1)
  inner <- substr(token, 2, nchar(token) - 1)
  ifelse(quote == "'", gsub("''", "'", inner, fixed = TRUE),
         gsub("\"\"", "\"", inner, fixed = TRUE))
}

# A keyword may be cut to its first three letters or more.
is_keyword <- function(token, keyword) {
  token <- upper_case(token)
  length(token) == 1 && !is.na(token) && nchar(token) >= min(3, nchar(keyword)) &&
    startsWith(keyword, token)
}

is_name <- function(token) grepl("^[\\p{L}@#$_]", token, perl = TRUE)

# The names at the head of `tokens`, with "a TO c" written out, and the rest.
take_names <- function(syntax, tokens, fail_at) {
  # Mostly few names stand before something else: not all tokens are looked at.
  n <- 0
  repeat {
    some <- tokens[n + seq_len(min(50, length(tokens) - n))]
    more <- match(FALSE, is_name(some) | some == ",", nomatch = length(some) + 1) - 1
    n <- n + more
    if (more < length(some) || length(some) == 0) break
  }
  head <- tokens[seq_len(n)]
  head <- head[head != ","]
  names <- character()
  while (length(head)) {
    if (length(head) >= 3 && upper_case(head[2]) == "TO") {
      names <- c(names, name_range(syntax, head[1], head[3], fail_at))
      head <- head[-(1:3)]
    } else {
      names <- c(names, head[1])
      head <- head[-1]
    }
  }
  list(names = own_names(syntax, names), rest = tokens[-seq_len(n)])
}

# SPSS does not mind the case of a name.
own_names <- function(syntax, names) {
  if (all(names %in% syntax$variables$name)) {
    return(names)
  }
  at <- match(lower_case(names), lower_case(syntax$variables$name))
  ifelse(is.na(at), names, syntax$variables$name[at])
}

name_range <- function(syntax, from, to, fail_at) {
  at <- match(lower_case(c(from, to)), lower_case(syntax$variables$name))
  if (!anyNA(at) && at[1] <= at[2]) {
    return(syntax$variables$name[at[1]:at[2]])
  }
  digits <- sub("^.*?([0-9]+)$", "\\1", c(from, to), perl = TRUE)
  stem <- substr(c(from, to), 1, nchar(c(from, to)) - nchar(digits))
  number <- suppressWarnings(as.integer(digits))
  if (anyNA(number) || stem[1] != stem[2] || number[1] > number[2] ||
      number[2] - number[1] > 9999) {
    fail_at(paste0(from, " TO ", to, " names no variables."))
  }
  paste0(stem[1], formatC(number[1]:number[2], width = nchar(digits[1]), flag = "0",
                          format = "d"))
}

# Parts of a command between slashes.
slash_parts <- function(tokens) {
  group <- cumsum(tokens == "/")
  parts <- split(tokens[tokens != "/"], group[tokens != "/"])
  unname(parts[lengths(parts) > 0])
}

add_labels <- function(syntax, tokens, fail_at) {
  tokens <- tokens[tokens != "/"]
  while (length(tokens)) {
    head <- take_names(syntax, tokens, fail_at)
    if (length(head$names) == 0 || !is_string(head$rest[1]) || is.na(head$rest[1])) {
      fail_at("a variable label needs a name and a text in quotes.")
    }
    for (name in head$names) syntax$labels[[name]] <- string_value(head$rest[1])
    tokens <- head$rest[-1]
  }
  syntax
}

add_values <- function(syntax, tokens, fail_at, add = FALSE) {
  for (part in slash_parts(tokens)) {
    head <- take_names(syntax, part, fail_at)
    pairs <- head$rest[head$rest != ","]
    if (length(head$names) == 0 || length(pairs) %% 2 ||
        !all(is_string(pairs[c(FALSE, TRUE)]))) {
      fail_at("value labels need names, then codes each with a text in quotes.")
    }
    codes <- literal(pairs[c(TRUE, FALSE)])
    texts <- string_value(pairs[c(FALSE, TRUE)])
    for (name in head$names) {
      old <- if (add) syntax$values[[name]]
      kept <- !old$codes %in% codes
      syntax$values[[name]] <- list(codes = c(old$codes[kept], codes),
                                    texts = c(old$texts[kept], texts))
    }
  }
  syntax
}

literal <- function(token) ifelse(is_string(token), string_value(token), token)

# MISSING VALUES a b (1, 2) /c (LO THRU 0, 9).
add_missing <- function(syntax, tokens, fail_at) {
  tokens <- tokens[!tokens %in% c("/", ",")]
  while (length(tokens)) {
    head <- take_names(syntax, tokens, fail_at)
    close <- match(")", head$rest)
    if (length(head$names) == 0 || !identical(head$rest[1], "(") || is.na(close)) {
      fail_at("missing values need names, then codes in parentheses.")
    }
    codes <- head$rest[seq_len(close - 2) + 1]
    missing <- list()
    thru <- match("THRU", upper_case(codes))
    if (!is.na(thru)) {
      missing$range <- c(bound(codes[thru - 1]), bound(codes[thru + 1]))
      codes <- codes[-(thru + -1:1)]
    }
    missing$values <- literal(codes)
    for (name in head$names) syntax$missing[[name]] <- missing
    tokens <- head$rest[-seq_len(close)]
  }
  syntax
}

bound <- function(token) {
  if (is_keyword(token, "LOWEST") || upper_case(token) == "LO") return(-Inf)
  if (is_keyword(token, "HIGHEST") || upper_case(token) == "HI") return(Inf)
  as.numeric(token)
}

add_formats <- function(syntax, tokens, fail_at) {
  tokens <- tokens[!tokens %in% c("/", ",")]
  while (length(tokens)) {
    head <- take_names(syntax, tokens, fail_at)
    if (length(head$names) == 0 || !identical(head$rest[1], "(") ||
        !identical(head$rest[3], ")")) {
      fail_at("a format needs names, then the format in parentheses.")
    }
    at <- match(head$names, syntax$variables$name)
    syntax$variables$format[at[!is.na(at)]] <- upper_case(head$rest[2])
    tokens <- head$rest[-(1:3)]
  }
  syntax
}

# RENAME VARIABLES (a b = x y) or a = x.
rename_variables <- function(syntax, tokens, fail_at) {
  tokens <- tokens[!tokens %in% c("(", ")", "/", ",")]
  while (length(tokens)) {
    equal <- match("=", tokens)
    n <- if (is.na(equal)) 0 else equal - 1
    if (n == 0 || length(tokens) < 2 * n + 1) {
      fail_at("renaming needs as many new names as old ones.")
    }
    old <- own_names(syntax, tokens[seq_len(n)])
    new <- tokens[n + 1 + seq_len(n)]
    renamed <- function(names) {
      at <- match(names, old)
      ifelse(is.na(at), names, new[at])
    }
    syntax$variables$name <- renamed(syntax$variables$name)
    for (part in c("labels", "values", "missing")) {
      if (length(syntax[[part]])) {
        names(syntax[[part]]) <- renamed(names(syntax[[part]]))
      }
    }
    tokens <- tokens[-seq_len(2 * n + 1)]
  }
  syntax
}

add_handle <- function(syntax, tokens, fail_at) {
  if (!any(is_string(tokens))) fail_at("a file handle needs a file's name in quotes.")
  syntax$handles[[lower_case(tokens[1])]] <- string_value(tokens[is_string(tokens)][1])
  syntax
}

# Finds what the syntax says, by variable, as a platform's key has it.
syntax_entries <- function(syntax) {
  names <- unique(c(syntax$variables$name, names(syntax$labels), names(syntax$values),
                    names(syntax$missing)))
  out <- lapply(names, function(name) {
    list(label = syntax$labels[[name]], codes = syntax$values[[name]]$codes,
         texts = syntax$values[[name]]$texts,
         na_values = syntax$missing[[name]]$values,
         na_range = syntax$missing[[name]]$range)
  })
  stats::setNames(out, names)
}
