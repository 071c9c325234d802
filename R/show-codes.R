# Prints codings: how many, of what and by whom, and the first rows without what
# anyone said.

#' @export
print.pairwave_codes <- function(x, ..., n = 10) {
  count <- function(k, one, many = paste0(one, "s")) {
    said_of(format(k, big.mark = ","), one, if (k == 1) one else many)
  }
  given <- !is.na(x$code)
  coders <- attr(x, "coders")
  framework <- attr(x, "framework")
  lines <- c(
    paste0("Codings: ", count(sum(given), "coding"), " of ",
           count(length(unique(x$unit)), "unit"), " by ",
           if (length(coders)) count(length(coders), "coder") else "coders not named", ", ",
           count(sum(framework$codable), "code")),
    count(sum(!given & is.na(x$note)), "reading of a unit that gave no code",
          "readings of a unit that gave no code"),
    offsets_words(attr(x, "offsets")),
    if (attr(x, "duplicates") > 0) {
      paste(count(attr(x, "duplicates"), "repeated coding"), "counted once")
    },
    if (length(attr(x, "unlinked"))) {
      paste(count(length(attr(x, "unlinked")), "participant"), "not linked")
    }
  )
  writeLines(unlist(strwrap(lines, console_width() - 1, prefix = "# ")))
  shown <- as.data.frame(utils::head(unclass_codes(x), n))
  print(shown[vapply(shown, function(column) !all(is.na(column)), NA)], ...)
  if (nrow(x) > n) cat("... and", format(nrow(x) - n, big.mark = ","), "more\n")
  invisible(x)
}

unclass_codes <- function(x) new_frame(unclass(x)[seq_along(x)])

offset_words <- c(
  as_is = "in characters, as the texts are", line_feeds = "in characters, a line end as one",
  utf16 = "in UTF-16 units", utf16_line_feeds = "in UTF-16 units, a line end as one",
  mark = "in characters, with the mark at a file's start",
  mark_line_feeds = "in characters, with the mark at a file's start, a line end as one",
  mark_utf16 = "in UTF-16 units, with the mark at a file's start",
  mark_utf16_line_feeds = "in UTF-16 units, with the mark at a file's start, a line end as one",
  utf8_bytes = "in bytes of UTF-8"
)

# How positions were counted, and what shows that.
offsets_words <- function(offsets) {
  if (!offsets$code %in% names(offset_words)) return(NULL)
  paste0("Positions were counted ", offset_words[[offsets$code]], ": ",
         if (offsets$checked == 0) "unchecked, for nothing is quoted"
         else paste0(format(offsets$equal, big.mark = ","), " of ",
                     format(offsets$checked, big.mark = ","), " quotations are right"))
}
