# Makes the text of a file or an analyst one line that can stand in any
# output.

# Blanks and line breaks become one blank, NA no text. What is no text, but
# tells a terminal or a reader what to do, becomes U+FFFD: control characters,
# the marks that turn the direction of the text after them (a single mark of
# direction beside a letter, as Arabic and Hebrew have, stays), numbers that are
# no characters, and bytes that are not UTF-8.
one_line <- function(text) {
  gsub("[[:space:]\u0085\u2028\u2029]+", " ", only_text(text))
}

# The same with the line breaks and tabulators left in.
only_text <- function(text) {
  text <- enc2utf8(as.character(text))
  text[is.na(text)] <- ""
  broken <- !validUTF8(text)
  # By way of a control character: U+FFFD itself would be written as the locale can.
  if (any(broken)) text[broken] <- iconv(text[broken], "UTF-8", "UTF-8", sub = "\001")
  gsub(not_text, "\ufffd", text, perl = TRUE)
}

# (Written as characters: as codes they would need a UTF-8 text to be looked for in.)
not_text <- paste0("[\u0001-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u202a-\u202e",
                   "\u2066-\u2069\ufffe\uffff]")

# One line: no line ends, no blanks at the ends, blanks of every width as one,
# and none without width.
squash <- function(x) {
  if (!is.character(x)) x <- as.character(x)
  odd <- is_odd_line(x)
  if (!any(odd)) return(x)
  text <- gsub("[\u200b\u2060\ufeff]", "", x[odd])
  x[odd] <- trimws(gsub("[[:space:]\u00a0\u2000-\u200a\u202f\u205f\u3000]+", " ", text))
  x
}

# Texts that are more than ASCII, or have other blanks than single ones between
# words. The headings of most files are none of these, and need no closer look.
is_odd_line <- function(x) {
  grepl("[^!-~ ]|^ | $|  ", x, perl = TRUE, useBytes = TRUE)
}

# The lines of a CSV file of texts, every cell in quotes.
quoted_csv_lines <- function(frame) {
  quoted <- function(cells) paste0("\"", gsub("\"", "\"\"", cells, fixed = TRUE), "\"")
  cells <- as.matrix(frame)
  columns <- lapply(seq_len(ncol(cells)), function(at) quoted(cells[, at]))
  c(paste(quoted(names(frame)), collapse = ","),
    if (nrow(frame)) do.call(paste, c(columns, sep = ",")))
}
