# Reads the data beside a syntax file: DATA LIST and GET DATA say where they are
# and how they are laid out.

# DATA LIST FREE(",") FILE=data SKIP=1 /a (A10) b (F2) ..., or with columns:
# DATA LIST FILE='x.dat' /a 1-10 (A) b 11-12.
add_data_list <- function(syntax, tokens, fail_at) {
  parts <- slash_parts(tokens)
  head <- parts[[1]]
  file <- data_file(syntax, head)
  open <- which(head == "(")
  delim <- if (length(open)) head[open[1] + 1]
  arrangement <- "FIXED"
  for (word in c("FREE", "LIST")) {
    if (any(upper_case(head) == word)) arrangement <- word
  }
  skip <- match("SKIP", upper_case(head))
  syntax$data <- list(
    file = file, arrangement = arrangement,
    delim = if (arrangement != "FIXED") data_delim(delim),
    qualifier = "\"",
    first = if (is.na(skip)) 1 else as.numeric(setdiff(head[skip + 1:2], "=")[1]) + 1
  )
  body <- unlist(parts[-1])
  if (arrangement == "FIXED") {
    return(add_fixed(syntax, body, fail_at))
  }
  while (length(body)) {
    names <- take_names(syntax, body, fail_at)
    if (length(names$names) == 0) fail_at("DATA LIST needs names of variables.")
    format <- "F8"
    body <- names$rest
    if (identical(body[1], "(")) {
      format <- body[2]
      body <- past_parenthesis(body, fail_at)
    } else if (identical(body[1], "*")) {
      body <- body[-1]
    }
    syntax <- declare(syntax, names$names, format)
  }
  syntax
}

past_parenthesis <- function(tokens, fail_at) {
  close <- match(")", tokens)
  if (is.na(close)) fail_at("a parenthesis opens and is never closed.")
  tokens[-seq_len(close)]
}

# Names with the columns they stand in: "a 1-10 (A)".
add_fixed <- function(syntax, body, fail_at) {
  while (length(body)) {
    names <- take_names(syntax, body, fail_at)
    from <- suppressWarnings(as.integer(names$rest[1]))
    if (length(names$names) == 0 || is.na(from)) {
      fail_at("DATA LIST needs names, each with the columns that it stands in.")
    }
    rest <- names$rest[-1]
    to <- from
    if (grepl("^-[0-9]+$", rest[1] %||% "")) {
      to <- -as.integer(rest[1])
      rest <- rest[-1]
    }
    format <- "F"
    if (identical(rest[1], "(")) {
      format <- rest[2]
      rest <- past_parenthesis(rest, fail_at)
    }
    width <- (to - from + 1) / length(names$names)
    start <- from + width * (seq_along(names$names) - 1)
    syntax <- declare(syntax, names$names, format)
    syntax$data$from <- c(syntax$data$from, start)
    syntax$data$to <- c(syntax$data$to, start + width - 1)
    body <- rest
  }
  syntax
}

declare <- function(syntax, names, format) {
  syntax$variables <- rbind(
    syntax$variables, data.frame(name = names, format = upper_case(format))
  )
  syntax
}

add_get_data <- function(syntax, tokens, fail_at) {
  data <- list(arrangement = "DELIMITED", qualifier = "\"", delim = ",", first = 1)
  for (part in slash_parts(tokens)) {
    word <- upper_case(part[1])
    value <- part[-1][part[-1] != "="]
    if (word == "TYPE" && !upper_case(value[1]) %in% c("TXT", "'TXT'", "\"TXT\"")) {
      fail_at(paste0("GET DATA reads text files only, not ", value[1], "."))
    }
    if (word == "FILE") data$file <- string_value(value[1])
    if (word == "DELIMITERS") data$delim <- data_delim(value[1])
    if (word == "QUALIFIER") data$qualifier <- string_value(value[1])
    if (word == "FIRSTCASE") data$first <- as.numeric(value[1])
    if (word == "ARRANGEMENT" && upper_case(value[1]) == "FIXED") {
      fail_at("GET DATA with columns of fixed width can't be read.")
    }
    if (word == "VARIABLES") {
      pairs <- matrix(value[seq_len(length(value) %/% 2 * 2)], nrow = 2)
      syntax <- declare(syntax, pairs[1, ], pairs[2, ])
    }
  }
  syntax$data <- data
  syntax
}

data_file <- function(syntax, tokens) {
  at <- match("FILE", upper_case(tokens))
  if (is.na(at)) {
    return(NULL)
  }
  file <- setdiff(tokens[at + 1:2], "=")[1]
  if (is_string(file)) string_value(file) else as.list(syntax$handles)[[lower_case(file)]]
}

# One delimiter; SPSS writes a tab as \t.
data_delim <- function(token) {
  text <- if (is.null(token)) " " else literal(token)
  if (upper_case(text) == "TAB" || startsWith(text, "\\t")) "\t" else substr(text, 1, 1)
}

# Reads the data of a syntax file, as read_csv_survey() reads a text file.
read_syntax_survey <- function(path, ..., call = rlang::caller_env()) {
  syntax <- read_syntax(path, call)
  context <- cli::format_inline("Can't read the data of {.file {basename(path)}}.")
  if (is.null(syntax$data) || nrow(syntax$variables) == 0) {
    abort_pairwave(
      c("{context}", x = "The syntax has no DATA LIST or GET DATA that says where they are.",
        i = "Read the data file itself, with {.arg key} naming the syntax file."),
      "syntax", call = call
    )
  }
  # The path in the syntax is that of another computer.
  named <- basename(gsub("\\", "/", syntax$data$file %||% "", fixed = TRUE))
  data <- file.path(dirname(path), named)
  if (!nzchar(named) || !file.exists(data)) {
    abort_pairwave(
      c("{context}", x = "There is no file {.file {named}} beside it.",
        i = "The syntax names it; put both into one folder."),
      "no_file", call = call
    )
  }
  file <- scan_csv(delimited_bytes(data, syntax), NULL, syntax$data$delim %||% ",", ".",
                   context, call, data)
  on.exit(.Call(pw_call_csv_close, file$handle))
  read_scanned(file, path, ..., syntax = syntax, format = "sps", call = call)
}

# The data file's bytes with the variables' names above, quoted by ".
delimited_bytes <- function(path, syntax) {
  bytes <- readBin(path, "raw", file.size(path))
  if (identical(bytes[1:3], as.raw(c(0xef, 0xbb, 0xbf)))) bytes <- bytes[-(1:3)]
  data <- syntax$data
  if (data$arrangement == "FIXED") {
    bytes <- fixed_to_delimited(bytes, data)
  } else if (data$qualifier == "'") {
    bytes <- swap_quotes(bytes)
  }
  delim <- data$delim %||% ","
  header <- paste0("\"", syntax$variables$name, "\"", collapse = delim)
  c(charToRaw(paste0(enc2utf8(header), "\n")), bytes)
}

# Each kind of quote for the other: the scan knows the double quote only.
swap_quotes <- function(bytes) {
  single <- bytes == as.raw(0x27)
  double <- bytes == as.raw(0x22)
  bytes[single] <- as.raw(0x22)
  bytes[double] <- as.raw(0x27)
  bytes
}

fixed_to_delimited <- function(bytes, data) {
  text <- rawToChar(bytes)
  Encoding(text) <- "UTF-8"
  lines <- strsplit(text, "\r\n|\n|\r", perl = TRUE)[[1]]
  cells <- lapply(seq_along(data$from), function(i) {
    cell <- trimws(substr(lines, data$from[i], data$to[i]))
    paste0("\"", gsub("\"", "\"\"", cell, fixed = TRUE), "\"")
  })
  charToRaw(enc2utf8(paste0(do.call(paste, c(cells, sep = ",")), "\n", collapse = "")))
}

# The columns as the syntax declares them: texts, numbers, dates and times.
as_declared <- function(values, syntax, path) {
  odd <- character()
  for (name in names(values)) {
    x <- values[[name]]
    format <- syntax$variables$format[match(name, syntax$variables$name)]
    kind <- sub("[0-9.]*$", "", format)
    if (is.character(x) && syntax$data$qualifier == "'") x <- chartr("'\"", "\"'", x)
    if (kind != "A" && is.character(x)) {
      x[trimws(x) %in% c("", ".")] <- NA
      order <- c(DATE = "dmy", EDATE = "dmy", ADATE = "mdy", SDATE = "ymd",
                 DATETIME = "dmy", YMDHMS = "ymd")[kind]
      parsed <- if (is.na(order)) numeric_answers(x) else declared_time(x, order, kind)
      if (is.null(parsed)) odd <- c(odd, name) else x <- parsed
    }
    values[[name]] <- x
  }
  if (length(odd)) {
    warn_pairwave(
      c("The data beside {.file {basename(path)}} must be what the syntax declares.",
        x = "{.field {odd}} hold{?s/} something that is not of the declared format.",
        i = "{cli::qty(odd)}{?It is/They are} left as text."),
      "syntax"
    )
  }
  values
}

declared_time <- function(x, order, kind) {
  month <- lower_case(month.abb)
  for (i in 1:12) {
    x <- gsub(paste0("([-/. ])", month[i], "[a-z]*([-/. ])"), paste0("\\1", i, "\\2"), x,
              ignore.case = TRUE)
  }
  time <- clock_time(x, order)
  if (is.null(time)) return(NULL)
  if (kind %in% c("DATETIME", "YMDHMS")) time else as.Date(time)
}

syntax_texts <- function(syntax, names) {
  format <- syntax$variables$format[match(names, syntax$variables$name)]
  !is.na(format) & startsWith(format, "A") & !startsWith(format, "ADATE")
}
