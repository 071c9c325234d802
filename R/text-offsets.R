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

# Places `start` and `end` in the texts of which they are numbered `of`, by what
# `quoting` says of the quotation of each (see quoting_texts()). Gives `texts` as
# the rule counts them, `start` and `end` of each stretch, whether it is `there`, a
# function that makes the `text` of some, and the rule with how many quotations were
# checked and equal.
place_stretches <- function(texts, of, start, end, quoting, likely = "as_is") {
  rules <- unique(c(likely, rules_that_differ(texts)))
  best <- NULL
  for (rule in rules) {
    placed <- placed_by(rule, texts, of, start, end)
    equal <- are_quoted(placed, of, quoting)
    if (is.null(best) || sum(equal, na.rm = TRUE) > sum(best$equal, na.rm = TRUE)) {
      best <- c(placed, list(rule = rule, equal = equal))
    }
    if (all(equal, na.rm = TRUE)) break
  }
  wrong <- which(!best$equal)
  wrong <- wrong[occurs_elsewhere(best$texts[of[wrong]], without_dots(quoting$said(wrong)))]
  equal <- sum(best$equal, na.rm = TRUE)
  best$there <- (best$start >= 0 & best$end >= best$start &
                   best$end <= nchar(best$texts, "chars")[of]) %in% TRUE
  best$text <- function(at) {
    stretch_texts(list(start = best$start[at], end = best$end[at]), of[at], best$texts)
  }
  best$offsets <- list(code = best$rule, checked = equal + length(wrong), equal = equal)
  best[c("texts", "start", "end", "there", "text", "offsets")]
}

# What is quoted of stretches, NA for nothing: whether each quotation is the stretch of
# its number, and what some `said`. A million are never all made strings.
quoting_texts <- function(said) {
  list(
    equal = function(placed, of) {
      .Call(pw_call_text_quotes, placed$texts, of, placed$start, placed$end, said)
    },
    said = function(i) said[i]
  )
}

# The same where the quotations are the names of a project's selections.
quoting_names <- function(markup, at) {
  list(
    equal = function(placed, of) {
      .Call(pw_call_markup_quotes, markup$bytes, element_tags(markup, at), "name", placed$texts,
            of, placed$start, placed$end)
    },
    said = function(i) attribute_of(markup, at[i], "name")
  )
}

# Whether each stretch is what its quotation says, whose end may be cut off; NA where
# nothing is quoted. Blanks of every kind and number count as one.
are_quoted <- function(placed, of, quoting) {
  equal <- quoting$equal(placed, of)
  left <- which(!equal)
  said <- quoting$said(left)
  name <- squash(without_dots(said))
  stretch <- squash(stretch_texts(lapply(placed[c("start", "end")], `[`, left), of[left],
                                  placed$texts))
  cut <- nchar(without_dots(said)) < nchar(said)
  equal[left] <- !is.na(stretch) & nzchar(name) &
    (stretch == name | (cut & startsWith(stretch, name)))
  equal
}

without_dots <- function(said) sub("(\u2026|[.]{3})$", "", said)

# The texts of stretches, which are made when one of them is looked at.
stretch_texts <- function(placed, of, texts = placed$texts) {
  .Call(pw_call_text_slices, texts, of, placed$start, placed$end)
}

# The rules by which some position could differ from the text as it is.
rules_that_differ <- function(texts) {
  has <- list(line_feeds = any(grepl("\r\n", texts, fixed = TRUE, useBytes = TRUE)),
              mark = any(startsWith(texts, "\ufeff")),
              # Beyond U+FFFF, UTF-8 begins so.
              utf16 = any(grepl("[\\xf0-\\xf4]", texts, perl = TRUE, useBytes = TRUE)))
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
  if (rule$utf16) {
    rows <- split(seq_along(of), factor(of, seq_along(texts)))
    for (i in which(lengths(rows) > 0)) {
      at <- rows[[i]]
      start[at] <- text_characters(texts[i], start[at], "utf16")
      end[at] <- text_characters(texts[i], end[at], "utf16")
    }
  }
  list(texts = texts, start = start, end = end)
}

# Places in a text counted in `unit`s, as places in characters.
text_characters <- function(text, places, unit = c("byte", "utf16")) {
  .Call(pw_call_text_characters, text, places, match(unit, c("byte", "utf16")) - 1L)
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
