# Makes the text of a file or an analyst one line that can stand in any
# output.

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
