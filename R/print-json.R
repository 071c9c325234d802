# Writes JSON (RFC 8259) for the machines that read results.

# `x` as lines of JSON: data frames become arrays of objects, named lists and
# vectors objects, other lists and vectors arrays, a single value itself.
# Missing values and infinite numbers are null.
as_json <- function(x, indent = "") {
  if (is.data.frame(x)) {
    x <- lapply(seq_len(nrow(x)), function(i) lapply(as.list(x), `[[`, i))
  }
  if (is.null(x)) {
    return("null")
  }
  if (is.atomic(x) && length(x) == 1 && is.null(names(x))) {
    return(json_value(x))
  }
  keys <- names(x)
  inner <- paste0(indent, "  ")
  parts <- vapply(seq_along(x), function(i) {
    value <- paste(as_json(x[[i]], inner), collapse = "\n")
    paste0(inner, if (!is.null(keys)) paste0(json_text(keys[i]), ": "), value)
  }, "")
  ends <- if (is.null(keys)) c("[", "]") else c("{", "}")
  if (!length(parts)) {
    return(paste(ends, collapse = ""))
  }
  paste0(ends[1], "\n", paste(parts, collapse = ",\n"), "\n", indent, ends[2])
}

json_value <- function(x) {
  if (is.na(x) || (is.numeric(x) && !is.finite(x))) {
    "null"
  } else if (is.logical(x)) {
    lower_case(as.character(x))
  } else if (is.numeric(x)) {
    format(x, digits = 15, scientific = abs(x) >= 1e15, decimal.mark = ".")
  } else {
    json_text(as.character(x))
  }
}

json_text <- function(text) {
  text <- enc2utf8(text)
  text <- gsub("\\", "\\\\", text, fixed = TRUE)
  text <- gsub("\"", "\\\"", text, fixed = TRUE)
  text <- gsub("\n", "\\n", text, fixed = TRUE)
  text <- gsub("\r", "\\r", text, fixed = TRUE)
  text <- gsub("\t", "\\t", text, fixed = TRUE)
  # What is left of the control characters has no place in a text.
  paste0("\"", gsub("[\x01-\x1f]", "\ufffd", text, perl = TRUE), "\"")
}
