# Counts which codes come together: in participants, units or sources, anywhere or on the
# same characters of a text.

co_occurrence_columns <- c(participants = "participant", units = "unit", sources = "source")

co_occurrence_methods <- c(participants = "people_with_both", units = "units_with_both",
                           sources = "sources_with_both")

overlap_methods <- c(participants = "people_with_overlap", units = "units_with_overlap",
                     sources = "sources_with_overlap", stretches = "stretches_with_overlap")

# A row for each pair of codes of one level, neither of which is above the other.
estimate_co_occurrence <- function(found, places, count) {
  framework <- found$framework
  column <- co_occurrence_columns[[count]]
  what <- found$given[[column]]
  asked <- unique(found$asked[[column]])
  asked <- asked[!is.na(asked)]
  has <- matrix(FALSE, length(asked), length(places))
  lines <- code_lines(framework)
  for (i in seq_along(places)) {
    below <- lines$code[lines$above == places[i]]
    has[, i] <- asked %in% what[found$given$at %in% below]
  }
  both <- crossprod(has)
  pairs <- pairs_apart(places, lines)
  n <- diag(both)
  together <- both[cbind(pairs[, 1], pairs[, 2])]
  either <- n[pairs[, 1]] + n[pairs[, 2]] - together
  new_frame(list(
    first = framework$code[places[pairs[, 1]]], second = framework$code[places[pairs[, 2]]],
    count = rep(count, nrow(pairs)), both = as.integer(together),
    first_n = as.integer(n[pairs[, 1]]), second_n = as.integer(n[pairs[, 2]]),
    n = rep(length(asked), nrow(pairs)),
    jaccard = ifelse(either > 0, together / either, NA),
    method = rep(co_occurrence_methods[[count]], nrow(pairs)),
    reason = ifelse(either > 0, NA, "neither_used"),
    about = rep(NA_character_, nrow(pairs)), status = rep("shown", nrow(pairs))
  ))
}

pairs_apart <- function(places, lines) {
  m <- length(places)
  if (m < 2) return(matrix(0L, 0, 2))
  pairs <- t(utils::combn(m, 2))
  related <- paste(lines$code, lines$above)
  a <- places[pairs[, 1]]
  b <- places[pairs[, 2]]
  pairs[!paste(a, b) %in% related & !paste(b, a) %in% related, , drop = FALSE]
}

# ---- on the same characters --------------------------------------------------

# The same pairs, where both codes must stand on a character of the same text, whichever
# coders gave them. A participant, unit or source is counted once. Of stretches, those of
# one code that overlap or touch are one, and Jaccard's share is of characters.
estimate_overlaps <- function(found, places, count) {
  rows <- estimate_co_occurrence(found, places, if (count == "stretches") "sources" else count)
  met <- overlaps_of(found, places, count)
  pair <- cbind(match(rows$first, found$framework$code[places]),
                match(rows$second, found$framework$code[places]))
  if (count == "stretches") {
    own <- diag(met$runs)
    long <- diag(met$characters)
    rows$both <- as.integer(met$runs[pair])
    rows$first_n <- as.integer(own[pair[, 1]])
    rows$second_n <- as.integer(own[pair[, 2]])
    rows$n <- rep(as.integer(sum(own)), nrow(rows))
    together <- met$characters[pair]
    either <- long[pair[, 1]] + long[pair[, 2]] - together
  } else {
    either <- rows$first_n + rows$second_n - rows$both
    together <- rows$both <- tabulate(match(
      paste(met$first, met$second), paste(pair[, 1], pair[, 2])
    ), nrow(rows))
  }
  rows$count <- rep(count, nrow(rows))
  rows$jaccard <- ifelse(either > 0, together / either, NA)
  rows$reason <- ifelse(either > 0, NA, "neither_used")
  rows$method <- rep(overlap_methods[[count]], nrow(rows))
  rows
}

# The runs and characters that each two of the codes at `places` have, and who has both:
# `who` is one of `names`.
overlaps_of <- function(found, places, count) {
  lines <- code_lines(found$framework)
  by_code <- split(match(lines$above, places), factor(lines$code, seq_along(found$framework$code)))
  by_code <- lapply(by_code, function(at) at[!is.na(at)])
  given <- found$given
  column <- if (count == "stretches") "source" else co_occurrence_columns[[count]]
  known <- which(is_placed(given) & !is.na(given[[column]]))
  coding <- rep(known, lengths(by_code)[given$at[known]])
  code <- as.integer(unlist(by_code[given$at[known]], use.names = FALSE))
  names <- unique(given[[column]][coding])
  out <- check_kernel(
    .Call(pw_call_overlaps,
          list(match(given[[column]][coding], names),
               match(given$source[coding], unique(given$source)), code,
               as.double(given$start[coding]), as.double(given$end[coding])),
          length(places)),
    "Can't find which stretches overlap."
  )
  c(out, list(names = names))
}

# Which codings have a place in a text that another may overlap.
is_placed <- function(given) {
  !is.na(given$source) & !is.na(given$start) & !is.na(given$end) & given$start < given$end
}
