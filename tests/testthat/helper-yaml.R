# Study-like YAML in the many ways that people write it: what is drawn is `raw`, as the parser
# gives it, and `text`.

yaml_word <- function() {
  sample(c("a", "q1", "Not sure", "it's", "x: y", "a#b", "a #b", "007", "No", "", "-5", "{x}", "[y", "caf\u00e9", "a, b",
           "http://x.org/a?b=c", "\"", "back\\slash", "1:2", "- x", "&z", "*z", "!t", "~", "tab\there"), 1)
}

# A text in one of the ways in which YAML says it.
write_word <- function(x, flow) {
  ways <- c(
    double = paste0("\"", gsub("\t", "\\t", gsub("\"", "\\\"", gsub("\\", "\\\\", x, fixed = TRUE), fixed = TRUE), fixed = TRUE), "\""),
    single = if (!grepl("\t", x)) paste0("'", gsub("'", "''", x, fixed = TRUE), "'"),
    plain = if (grepl("^[A-Za-z][^:#\\[\\]{},\t]*[A-Za-z0-9]$|^[a-z]$|^q1$", x, perl = TRUE)) x,
    odd = if (!flow && x %in% c("a#b", "http://x.org/a?b=c", "1:2", "a, b")) x
  )
  sample(unname(ways), 1)
}

yaml_comment <- function() if (stats::runif(1) < 0.3) sample(c(" # why", "   # a: b", " # [x"), 1) else ""

# A mapping, list or text, `depth` levels deep.
draw_yaml <- function(depth) {
  kind <- if (depth == 0) "text" else sample(c("map", "map", "texts", "list", "text"), 1)
  switch(
    kind, text = yaml_word(), texts = replicate(sample(4, 1), yaml_word()),
    list = replicate(sample(3, 1), draw_map(depth - 1), simplify = FALSE), map = draw_map(depth - 1)
  )
}

draw_map <- function(depth) {
  keys <- sample(c("column", "label", "items", "range", "b 2", "x-y", "is_not", "k.1"), sample(4, 1))
  stats::setNames(lapply(keys, function(key) draw_yaml(depth)), keys)
}

write_flow <- function(x) {
  gap <- function() sample(c(" ", "", "  ", "\n      "), 1, prob = c(6, 1, 1, 1))
  if (is.list(x) && !is.null(names(x))) {
    pairs <- vapply(names(x), function(key) paste0(key, ": ", write_flow(x[[key]])), "")
    return(paste0("{", gap(), paste(pairs, collapse = paste0(",", gap(), " ")), gap(), "}"))
  }
  if (is.list(x)) return(paste0("[", paste(vapply(x, write_flow, ""), collapse = ", "), "]"))
  words <- vapply(x, write_word, "", flow = TRUE)
  if (length(x) == 1 && stats::runif(1) < 0.7) words else paste0("[", paste(words, collapse = ", "), "]")
}

# The lines of a mapping, each level in lines or in brackets.
write_lines_of <- function(x, indent = "") {
  aside <- function() if (stats::runif(1) < 0.3) sample(c("", paste0(indent, "# above"), "# far out"), 1)
  deeper <- paste0(indent, sample(c("  ", "    ", " "), 1))
  if (is.list(x) && !is.null(names(x))) {
    return(unlist(lapply(names(x), function(key) {
      value <- x[[key]]
      if (is.character(value) && length(value) == 1 && stats::runif(1) < 0.8) {
        return(c(aside(), paste0(indent, key, ": ", write_word(value, FALSE), yaml_comment())))
      }
      if (stats::runif(1) < 0.5) return(c(aside(), paste0(indent, key, ": ", write_flow(value), yaml_comment())))
      inner <- if (is.list(value) && !is.null(names(value))) deeper else sample(c(deeper, indent), 1)
      c(aside(), paste0(indent, key, ":", yaml_comment()), write_lines_of(value, inner))
    })))
  }
  unlist(lapply(x, function(one) {
    if (is.character(one)) return(c(aside(), paste0(indent, "- ", write_word(one, FALSE), yaml_comment())))
    if (stats::runif(1) < 0.5) return(c(aside(), paste0(indent, "- ", write_flow(one), yaml_comment())))
    lines <- write_lines_of(one, paste0(indent, "  "))
    # Its first key stands behind the dash.
    first <- grep("^ *[^ #]", lines)[1]
    lines[first] <- sub(paste0("^", indent, "  "), paste0(indent, "- "), lines[first])
    c(sub("^ +#", paste0(indent, "#"), lines[seq_len(first - 1)]), lines[first:length(lines)])
  }))
}

drawn_study_yaml <- function() {
  raw <- list(version = "1", title = yaml_word(), waves = draw_map(1), scales = draw_map(2), more = draw_yaml(2))
  end <- sample(c("\n", "\r\n"), 1, prob = c(4, 1))
  text <- gsub("\n", end, paste(write_lines_of(raw), collapse = "\n"), fixed = TRUE)
  paste0(text, if (stats::runif(1) < 0.8) end)
}

# Every path to a value, and the value.
paths_of <- function(raw, path = list()) {
  own <- list(list(path = path, value = raw))
  steps <- if (is.list(raw) && !is.null(names(raw))) as.list(names(raw)) else if (length(raw) > 1 || is.list(raw))
    as.list(seq_along(raw))
  c(if (length(path)) own, unlist(lapply(steps, function(step) paths_of(raw[[step]], c(path, step))), recursive = FALSE))
}
