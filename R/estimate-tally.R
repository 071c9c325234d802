# The tally of some people's answers: the distinct patterns over the waves and
# how often each occurs. It is made once and held by the kernel; every estimate
# asks it, so that its cost follows the number of distinct patterns.

# `answers` is a named list of doubles, a vector for each wave; `groups` a
# factor along them or NULL; `counts` how many people each row stands for, or
# NULL for one: so ready patterns with their counts make the same tally as the
# people whose they are.
new_tally <- function(answers, groups = NULL, counts = NULL,
                      call = rlang::caller_env()) {
  pointer <- check_kernel(
    .Call(pw_call_tally, unname(answers), if (!is.null(groups)) as.integer(groups),
          max(1L, nlevels(groups)), counts),
    "Can't count the answers.", call = call
  )
  structure(list(pointer = pointer, waves = names(answers), groups = levels(groups)),
            class = "pairwave_tally")
}

# Every pattern: `answers` as they came, of distinct patterns in order, with
# `groups` and `counts`.
tally_patterns <- function(tally) {
  if (is_moments(tally)) return(NULL)
  found <- .Call(pw_call_tally_patterns, tally$pointer)
  list(
    answers = stats::setNames(found$answers, tally$waves),
    groups = if (!is.null(tally$groups)) {
      factor(tally$groups[found$group], tally$groups)
    },
    counts = found$count
  )
}

# The pairs of two waves, by their places, of a group, by its place.
tally_contrast <- function(tally, from, to, group = 1L, call = rlang::caller_env()) {
  if (is_moments(tally)) return(moments_contrast(tally, from, to))
  check_kernel(.Call(pw_call_contrast, tally$pointer, group, from, to),
               "Can't count the pairs.", call = call)
}

# The pairs of people who count for more or less than one.
weighted_contrast <- function(before, after, weights, call = rlang::caller_env()) {
  without <- sum(is.na(weights) & !is.na(before) & !is.na(after))
  if (without) {
    abort_pairwave(
      c("Everyone with both answers must have a weight.",
        x = "{without} {?person has/people have} none."),
      "argument", call = call
    )
  }
  check_kernel(.Call(pw_call_weighted_contrast, before, after, weights),
               "Can't weigh the pairs.", call = call)
}

# The distinct complete pairs of a contrast: before, after and count.
contrast_patterns <- function(contrast) {
  if (is_moments(contrast)) return(list(before = double(), after = double(), count = double()))
  .Call(pw_call_contrast_patterns, contrast)
}

# How many people are meant by `which`, where each place stands for one, or for `counts`.
people_meant <- function(which, counts = NULL) {
  if (is.null(counts)) sum(which) else sum(counts[which])
}

# Says how many people each row stands for: a column of whole numbers, or NULL.
row_counts <- function(x, counts, call = rlang::caller_env()) {
  if (is.null(counts)) return(NULL)
  check_one_name(counts, "counts", call)
  check_column(x, counts, "counts", call)
  found <- x[[counts]]
  whole <- is.numeric(found) && all(is.finite(found) & found >= 0 &
                                      found == floor(found))
  if (!whole) {
    bad <- if (is.numeric(found)) {
      which(!is.finite(found) | found < 0 | found != floor(found))[1]
    }
    abort_pairwave(
      c("{.arg counts} must name a column of whole numbers from 0 up.",
        x = if (is.null(bad)) "Column {.val {counts}} is {.cls {class(found)}}."
            else "Column {.val {counts}} has {.val {found[bad]}} in row {bad}."),
      "argument", call = call
    )
  }
  as.double(found)
}
