# Finds where the keys and values of a study file stand in its text, so that one of them can
# be changed and every other character stays as somebody wrote it. What it does not know
# (anchors, tags, texts over several lines) it calls "other", and nobody changes that.

# The text as a node. A node has its `kind` ("map", "list", "text", "none" where nothing
# stands, or "other"), `flow` (whether it stands in brackets), `from` and `to`, its first and
# last character, and `entries`: of a map each has its `key`; in brackets `from` and `to`, in
# lines `first` and `last`; its `value` is a node, and `at` the character where that begins.
yaml_places <- function(text) {
  s <- text_lines(text)
  first <- next_line(s, 1)
  if (is.na(first)) return(list(kind = "none", from = 1, to = 0))
  if (s$indent[first] > 0 || any(grepl("^(---|[.]{3}|%)", s$lines))) return(other_node)
  found <- scan_lines(s, first, 1)
  if (!is.na(next_line(s, found$last + 1))) other_node else found$node
}

other_node <- list(kind = "other")

# The lines of a text with their indents, where each begins, and which are blank or comments.
text_lines <- function(text) {
  s <- new.env(parent = emptyenv())
  s$chars <- strsplit(text, "")[[1]]
  ends <- which(s$chars == "\n")
  s$start <- c(0, ends)
  s$lines <- sub("\r$", "", strsplit(paste0(text, "\n"), "\n", fixed = TRUE)[[1]])
  s$indent <- nchar(s$lines) - nchar(sub("^ +", "", s$lines))
  s$blank <- grepl("^\\s*(#.*)?$", s$lines, perl = TRUE)
  s
}

next_line <- function(s, from) {
  left <- which(!s$blank)
  left[left >= from][1]
}

line_of <- function(s, at) findInterval(at - 1, s$start)

is_item_line <- function(rest) grepl("^-( |$)", rest)

yaml_key <- paste0("^(\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^']|'')*'|",
                   "[^\\s#,\\[\\]{}&*!|>'\"%@`?-]",
                   "(?:[^#\\s]|\\s(?!#)(?=[^:])|:(?=\\S)|(?<=\\S)#)*?|",
                   "-[^\\s:]+) *:(?= |$)")

# A map or a list in lines, which begins in column `col` of line `i`: its `node` and `last`
# line.
scan_lines <- function(s, i, col) {
  is_list <- is_item_line(substring(s$lines[i], col))
  entries <- list()
  last <- i
  repeat {
    one <- if (is_list) scan_item(s, i, col) else scan_pair(s, i, col)
    if (is.null(one)) return(scan_other(s, i, col))
    entries <- c(entries, list(one))
    last <- one$last
    i <- next_line(s, last + 1)
    if (is.na(i) || s$indent[i] < col - 1) break
    if (is_list && s$indent[i] == col - 1 && !is_item_line(substring(s$lines[i], col))) break
    if (s$indent[i] > col - 1) return(scan_other(s, entries[[1]]$first, col))
  }
  node <- list(kind = if (is_list) "list" else "map", flow = FALSE, indent = col - 1,
               entries = entries)
  list(node = node, last = last)
}

# What is not understood, with all lines below it that stand further in.
scan_other <- function(s, i, col) {
  repeat {
    below <- next_line(s, i + 1)
    if (is.na(below) || s$indent[below] < col - 1) break
    i <- below
  }
  list(node = other_node, last = i)
}

scan_item <- function(s, i, col) {
  rest <- substring(s$lines[i], col)
  if (!is_item_line(rest)) return(NULL)
  after <- regexpr("[^ ]", substring(rest, 2))
  found <- if (after > 0 && (is_item_line(substring(rest, after + 1)) ||
                               grepl(yaml_key, substring(rest, after + 1), perl = TRUE))) {
    scan_lines(s, i, col + after)
  } else {
    scan_value(s, i, col + 1, col, items = FALSE)
  }
  list(first = i, last = found$last, value = found$node, at = s$start[i] + col)
}

scan_pair <- function(s, i, col) {
  rest <- substring(s$lines[i], col)
  key <- regmatches(rest, regexpr(yaml_key, rest, perl = TRUE))
  if (!length(key)) return(NULL)
  found <- scan_value(s, i, col + nchar(key), col, items = TRUE)
  list(key = plain_key(sub(" *:$", "", key)), first = i, last = found$last,
       value = found$node, at = s$start[i] + col + nchar(key) - 1)
}

plain_key <- function(key) {
  if (grepl("^[\"']", key)) as.character(yaml::yaml.load(key)) else key
}

# The value that stands behind a key, or on the lines below it; `items` tells whether a list
# may stand as far out as the key does.
scan_value <- function(s, i, from, col, items) {
  rest <- substring(s$lines[i], from)
  blank <- regexpr("[^ ]", rest)
  if (blank < 0 || substring(rest, blank, blank) == "#") {
    below <- next_line(s, i + 1)
    inner <- !is.na(below) && (s$indent[below] >= col || (
      items && s$indent[below] == col - 1 && is_item_line(substring(s$lines[below], col))
    ))
    if (!inner) return(list(node = list(kind = "none"), last = i))
    begins <- substring(s$lines[below], s$indent[below] + 1)
    if (!is_item_line(begins) && !grepl(yaml_key, begins, perl = TRUE)) {
      return(scan_other(s, i, col + 1))
    }
    return(scan_lines(s, below, s$indent[below] + 1))
  }
  at <- s$start[i] + from + blank - 1
  node <- scan_inline(s, at, flow = FALSE)
  ends <- if (node$kind != "other") line_of(s, node$to)
  after <- if (length(ends)) substring(s$lines[ends], node$to - s$start[ends] + 1)
  below <- if (length(ends)) next_line(s, ends + 1)
  goes_on <- length(ends) && !is.na(below) && s$indent[below] >= col
  if (!length(ends) || goes_on || !grepl("^\\s*(#.*)?$", after)) return(scan_other(s, i, col + 1))
  list(node = node, last = ends)
}

# A value that begins at a character: in brackets, in quotes or plain. `flow` tells whether
# it stands within brackets, where a comma ends it.
scan_inline <- function(s, at, flow) {
  begin <- s$chars[at]
  if (begin %in% c("{", "[")) return(scan_brackets(s, at))
  if (begin %in% c("\"", "'")) return(scan_quoted(s, at))
  odd <- c("&", "*", "!", "|", ">", "@", "`", "%", "?", ",", "]", "}", "#")
  if (begin %in% odd) return(other_node)
  ends <- s$start[line_of(s, at) + 1]
  rest <- paste(s$chars[at:min(ends - 1, length(s$chars), na.rm = TRUE)], collapse = "")
  stops <- if (flow) " +#|: *$|: |[,\\[\\]{}]|:(?=[,\\[\\]{}])|\\s*$" else " +#|\\s*$"
  to <- at + regexpr(stops, rest, perl = TRUE) - 2
  while (to > at && s$chars[to] %in% c(" ", "\t", "\r")) to <- to - 1
  list(kind = if (to < at) "none" else "text", from = at, to = to)
}

scan_quoted <- function(s, at) {
  quote <- s$chars[at]
  i <- at + 1
  while (i <= length(s$chars)) {
    one <- s$chars[i]
    if (quote == "\"" && one == "\\") {
      i <- i + 2
    } else if (one == quote && quote == "'" && identical(s$chars[i + 1], "'")) {
      i <- i + 2
    } else if (one == quote) {
      return(list(kind = "text", from = at, to = i))
    } else {
      i <- i + 1
    }
  }
  other_node
}

# The next character that is no blank, line end or comment.
skip_blanks <- function(s, i) {
  while (i <= length(s$chars)) {
    one <- s$chars[i]
    if (one == "#") {
      if (!s$chars[i - 1] %in% c(" ", "\n", "\t")) break
      i <- s$start[line_of(s, i) + 1]
      if (is.na(i)) return(length(s$chars) + 1)
    } else if (!one %in% c(" ", "\n", "\r", "\t")) {
      break
    }
    i <- i + 1
  }
  i
}

scan_brackets <- function(s, at) {
  is_list <- s$chars[at] == "["
  close <- if (is_list) "]" else "}"
  entries <- list()
  i <- skip_blanks(s, at + 1)
  repeat {
    if (i > length(s$chars)) return(other_node)
    if (s$chars[i] == close) break
    one <- scan_entry(s, i, is_list)
    if (is.null(one)) return(other_node)
    entries <- c(entries, list(one))
    i <- skip_blanks(s, one$to + 1)
    if (i > length(s$chars) || !s$chars[i] %in% c(",", close)) return(other_node)
    if (s$chars[i] == ",") i <- skip_blanks(s, i + 1)
  }
  within <- paste(s$chars[at:i], collapse = "")
  list(kind = if (is_list) "list" else "map", flow = TRUE, from = at, to = i, entries = entries,
       comment = grepl("(^|\\s)#", within))
}

scan_entry <- function(s, at, is_list) {
  first <- scan_inline(s, at, flow = TRUE)
  if (first$kind %in% c("other", "none")) return(NULL)
  if (is_list) return(list(from = at, to = first$to, value = first, at = at - 1))
  if (first$kind != "text") return(NULL)
  key <- plain_key(paste(s$chars[at:first$to], collapse = ""))
  i <- skip_blanks(s, first$to + 1)
  if (!identical(s$chars[i], ":")) {
    return(list(key = key, from = at, to = first$to, value = list(kind = "none"), at = NA))
  }
  begins <- skip_blanks(s, i + 1)
  none <- list(key = key, from = at, to = i, value = list(kind = "none"), at = i)
  if (begins > length(s$chars)) return(NULL)
  if (s$chars[begins] %in% c(",", "}")) return(none)
  value <- scan_inline(s, begins, flow = TRUE)
  if (value$kind == "other") return(NULL)
  list(key = key, from = at, to = value$to, value = value, at = i)
}

# The node at a path of keys and numbers, with `entry`, the entry that it is the value of, and
# `parents`, the nodes above it; NULL where there is none.
place_at <- function(node, path) {
  entry <- NULL
  parents <- list()
  for (step in path) {
    found <- entry_at(node, step)
    if (is.null(found)) return(NULL)
    parents <- c(parents, list(node))
    entry <- found
    node <- found$value
  }
  list(node = node, entry = entry, parents = parents)
}

entry_at <- function(node, step) {
  at <- if (is.character(step)) {
    if (!identical(node$kind, "map")) return(NULL)
    match(step, vapply(node$entries, `[[`, "", "key"))
  } else if (identical(node$kind, "list") && step <= length(node$entries)) step
  if (length(at) && !is.na(at)) node$entries[[at]]
}
