# Shortens the names and labels of many columns to fit a console.

# Each text in at most `width` columns of the console, so that texts which differ
# still do: where several begin alike for longer than leaves room, their beginning
# is shortened and what follows is shown, as in "What did you l...Talks".
shorten_alike <- function(text, width) {
  if (all(display_width(text) <= width)) {
    return(text)
  }
  shared <- shared_beginnings(text)
  short <- shorten_at(text, shared$all, width)
  # What only some of those that begin alike share may be as long again.
  again <- short %in% short[duplicated(short) & !duplicated(text)]
  short[again] <- shorten_at(text[again], shared$next_to[again], width)
  short
}

# Says how many characters the text shares with `all` texts that begin like it, which
# are those with ten and more in common in a row of the alphabet; and with the one
# that is `next_to` it there.
shared_beginnings <- function(text) {
  known <- unique(text)
  order <- order(known, method = "radix")
  parts <- strsplit(known[order], "")
  following <- vapply(seq_along(parts)[-1], function(i) {
    n <- min(length(parts[[i - 1]]), length(parts[[i]]))
    same <- parts[[i - 1]][seq_len(n)] == parts[[i]][seq_len(n)]
    if (all(same)) n else which.min(same) - 1L
  }, 1L)
  next_to <- pmax(c(0L, following), c(following, 0L))
  group <- cumsum(c(0L, following) < 10)
  in_group <- following >= 10
  least <- tapply(following[in_group], factor(group[-1][in_group], unique(group)), min)
  all <- as.integer(least[as.character(group)])
  all[is.na(all)] <- 0L
  at <- match(text, known[order])
  list(all = all[at], next_to = next_to[at])
}

shorten_at <- function(text, shared, width) {
  # Where the beginning leaves room for some of what follows, the end is cut.
  middle <- display_width(text) > width & shared > width - 12
  text[middle] <- as.character(mapply(leave_out_middle, text[middle], shared[middle], width))
  cut_text(text, width)
}

# What follows the shared characters is shown from the start of its word, if that
# is near.
leave_out_middle <- function(text, shared, width) {
  before <- substring(text, max(1, shared - 11), shared)
  part_of_word <- attr(regexpr("[^ ._:/-]*$", before), "match.length")
  if (part_of_word == nchar(before)) part_of_word <- 0
  rest <- substring(text, shared + 1 - part_of_word)
  ellipsis <- cli::symbol$ellipsis
  room <- max(min(6, width %/% 3), width - display_width(ellipsis) - display_width(rest))
  paste0(substring(text, 1, room), ellipsis, rest)
}
