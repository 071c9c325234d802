# Tells which of several codes that are alike fits best with everybody else's.

# Tells whether each link belongs to the one cheapest way of pairing all the people
# of its waves, each with one person or nobody. A person who stays alone costs
# one more than the dearest link. FALSE where another way is as good, and where
# too many people hang together to say.
fits_best <- function(links, present) {
  fits <- links$state != "vetoed"
  if (!any(fits)) return(fits)
  alone <- max(links$cost[fits]) + 1L
  waves <- utils::combn(ncol(present), 2, simplify = FALSE)
  for (pair in waves) {
    here <- takes_part(links, present, pair)
    at <- which(fits & (here | takes_part(links, present, rev(pair))))
    if (!length(at)) next
    one <- ifelse(here[at], links$one[at], links$other[at])
    other <- ifelse(here[at], links$other[at], links$one[at])
    joined <- join_people(nrow(present), one, other)
    for (block in split(seq_along(at), joined[one])) {
      if (length(block) == 1) next
      fits[at[block]] <- fits[at[block]] &
        assigned(one[block], other[block], links$cost[at[block]], alone)
    }
  }
  fits
}

# Tells whether a link joins someone of the first wave only to someone of the second.
takes_part <- function(links, present, pair) {
  left <- present[, pair[1]] & !present[, pair[2]]
  right <- present[, pair[2]] & !present[, pair[1]]
  left[links$one] & right[links$other]
}

assigned <- function(one, other, cost, alone) {
  rows <- unique(one)
  columns <- unique(other)
  if (max(length(rows), length(columns)) > most_assigned) {
    return(rep(FALSE, length(one)))
  }
  costs <- matrix(-1L, length(columns), length(rows))
  at <- cbind(match(other, columns), match(one, rows))
  costs[at] <- cost
  found <- check_kernel(
    .Call(pw_call_assign, costs, alone), "Can't pair the people."
  )
  found$match[at[, 2]] == at[, 1] & found$margin[at[, 2]] > 0
}

# Beyond this many people the margins, one pairing for each of them, take long.
most_assigned <- 100L
