# Makes letters small or capital in the same way in every locale.

# Lower case that is the same in every locale: tolower() leaves letters alone
# that the locale lacks. The letters are those of Latin, Greek and Cyrillic.
# What is no character, which tolower() refuses with an error, becomes U+FFFD.
lower_case <- function(x) {
  each_text(x, "upper", "lower", tolower)
}

# Upper case likewise.
upper_case <- function(x) {
  each_text(x, "lower", "upper", toupper)
}

# Each text with its letters `from` one case `to` the other, in UTF-8 and of characters
# alone. `turn` is R's own function, which knows other scripts where the locale has them;
# letters of ASCII, nearly all there are, need neither it nor the long list.
each_text <- function(x, from, to, turn) {
  if (is.null(x)) return(NULL)
  x <- as.character(x)
  beyond <- grepl("[^\001-\177]", x, useBytes = TRUE)
  if (!any(beyond)) return(chartr(ascii_letters[[from]], ascii_letters[[to]], x))
  x[!beyond] <- chartr(ascii_letters[[from]], ascii_letters[[to]], x[!beyond])
  text <- enc2utf8(x[beyond])
  refused <- !validUTF8(text) | grepl("[\ufffe\uffff]", text, perl = TRUE)
  text[refused] <- only_text(text[refused])
  x[beyond] <- chartr(case_letters[[from]], case_letters[[to]], turn(text))
  x
}

ascii_letters <- list(upper = paste(LETTERS, collapse = ""), lower = paste(letters, collapse = ""))

case_letters <- local({
  runs <- function(from, to, by) unlist(Map(seq, from, to, MoreArgs = list(by = by)))
  beside <- runs(c(0x100, 0x139, 0x14a, 0x179, 0x460, 0x48a, 0x4d0, 0x1e00, 0x1ea0),
                 c(0x136, 0x147, 0x176, 0x17d, 0x480, 0x4be, 0x52e, 0x1e94, 0x1efe), 2)
  beside <- setdiff(beside, 0x130)
  far <- runs(c(0xc0, 0xd8, 0x391, 0x3a3, 0x410), c(0xd6, 0xde, 0x3a1, 0x3ab, 0x42f), 1)
  accented <- c(0x178, 0x386, 0x388:0x38a, 0x38c, 0x38e, 0x38f)
  list(
    upper = intToUtf8(c(beside, far, 0x400:0x40f, accented)),
    lower = intToUtf8(c(beside + 1, far + 32, 0x450:0x45f,
                        c(0xff, 0x3ac, 0x3ad:0x3af, 0x3cc, 0x3cd, 0x3ce)))
  )
})
