# Decides what the positions in a project's texts count. Programs differ: whether
# a line end of two characters counts as one, whether a mark at the start of the
# file counts, and whether a character beyond U+FFFF counts as two. The names of
# selections, which often quote the text, tell.

# The rules, most likely first.
offset_rules <- list(
  as_is = list(line_feeds = FALSE, mark = FALSE, utf16 = FALSE),
  line_feeds = list(line_feeds = TRUE, mark = FALSE, utf16 = FALSE),
  utf16 = list(line_feeds = FALSE, mark = FALSE, utf16 = TRUE),
  utf16_line_feeds = list(line_feeds = TRUE, mark = FALSE, utf16 = TRUE),
  mark = list(line_feeds = FALSE, mark = TRUE, utf16 = FALSE),
  mark_line_feeds = list(line_feeds = TRUE, mark = TRUE, utf16 = FALSE),
  mark_utf16 = list(line_feeds = FALSE, mark = TRUE, utf16 = TRUE),
  mark_utf16_line_feeds = list(line_feeds = TRUE, mark = TRUE, utf16 = TRUE)
)

# Places `start` and `end` in the texts of which they are numbered `of`, with what
# each selection is called (`quoted`, NA for nothing). Gives `texts` as the rule
# counts them, `start`, `end` and `text` of each stretch, and the rule with how many
# names were checked and equal.
place_stretches <- function(texts, of, start, end, quoted, likely = "as_is") {
  rules <- unique(c(likely, rules_that_differ(texts)))
  quoted[is.na(of)] <- NA
  whole <- !endsWith(quoted, "\u2026") & !endsWith(quoted, "...")
  cut <- quoted
  cut[whole %in% FALSE] <- sub("(\u2026|[.]{3})$", "", cut[whole %in% FALSE])
  best <- NULL
  for (rule in rules) {
    placed <- placed_by(rule, texts, of, start, end)
    equal <- is_quoted(placed$text, cut, whole)
    if (is.null(best) || sum(equal) > sum(best$equal)) {
      best <- c(placed, list(rule = rule, equal = equal))
    }
    if (all(equal | is.na(quoted))) break
  }
  wrong <- which(!is.na(quoted) & !best$equal)
  wrong <- wrong[occurs_elsewhere(best$texts[of[wrong]], cut[wrong])]
  equal <- sum(best$equal)
  best$offsets <- list(code = best$rule, checked = equal + length(wrong), equal = equal)
  best[c("texts", "start", "end", "text", "offsets")]
}

# The rules by which some position could differ from the text as it is.
rules_that_differ <- function(texts) {
  has <- list(line_feeds = any(grepl("\r\n", texts, fixed = TRUE)),
              mark = any(startsWith(texts, "\ufeff")),
              utf16 = any(grepl("[^\u0001-\uffff]", texts, perl = TRUE)))
  tells <- vapply(offset_rules, function(rule) {
    all(unlist(rule[names(has)]) <= unlist(has))
  }, NA)
  names(offset_rules)[tells]
}

placed_by <- function(rule, texts, of, start, end) {
  rule <- offset_rules[[rule]]
  if (!rule$mark) {
    marked <- startsWith(texts, "\ufeff")
    texts[marked] <- substring(texts[marked], 2)
  }
  if (rule$line_feeds) texts <- gsub("\r\n", "\n", texts, fixed = TRUE)
  text <- rep(NA_character_, length(of))
  rows <- split(seq_along(of), factor(of, seq_along(texts)))
  for (i in which(lengths(rows) > 0)) {
    at <- rows[[i]]
    if (rule$utf16) {
      start[at] <- text_characters(texts[i], start[at], "utf16")
      end[at] <- text_characters(texts[i], end[at], "utf16")
    }
    text[at] <- .Call(pw_call_text_slices, texts[i], start[at], end[at])
  }
  list(texts = texts, start = start, end = end, text = text)
}

# Places in a text counted in `unit`s, as places in characters.
text_characters <- function(text, places, unit = c("byte", "utf16")) {
  .Call(pw_call_text_characters, text, places, match(unit, c("byte", "utf16")) - 1L)
}

# Whether a stretch is what its name quotes, of which the end may be cut off.
# Blanks of every kind and number count as one.
is_quoted <- function(text, cut, whole) {
  equal <- .Call(pw_call_text_quotes, text, cut, !whole)
  left <- which(!equal & !is.na(text) & !is.na(cut))
  stretch <- squash(text[left])
  name <- squash(cut[left])
  equal[left] <- nzchar(name) & (stretch == name | (!whole[left] & startsWith(stretch, name)))
  equal
}

# Whether a name quotes its text, though not at its place. Of many names the first
# thousand are looked for.
occurs_elsewhere <- function(texts, cut) {
  n <- min(length(cut), 1000)
  name <- squash(cut[seq_len(n)])
  whole <- unique(texts[seq_len(n)])
  at <- match(texts[seq_len(n)], whole)
  whole <- squash(whole)
  found <- vapply(seq_len(n), function(i) {
    nchar(name[i]) > 3 && grepl(name[i], whole[at[i]], fixed = TRUE)
  }, NA)
  c(found, rep(mean(c(found, FALSE)) > 0.5, length(cut) - n))
}

warn_offsets <- function(offsets, file) {
  if (offsets$checked == 0 || offsets$equal >= 0.95 * offsets$checked) {
    return(invisible())
  }
  wrong <- offsets$checked - offsets$equal
  warn_pairwave(
    c("Positions in {.file {file}} must be those of the quoted text.",
      x = "{wrong} of {offsets$checked} quoted stretch{?es} {?is/are} elsewhere in the text.",
      i = "The text may have been changed after it was coded: export it again from the program."),
    "offsets"
  )
}
