# People with the same answers as one row that says how many they are, so that
# what follows costs the number of distinct patterns.

# `answers` is a named list of doubles, a vector for each wave; `groups` a
# factor along them or NULL; `counts` how many people each row stands for, or
# NULL for one. The same list, of distinct patterns, with `counts`.
tally_answers <- function(answers, groups = NULL, counts = NULL,
                          call = rlang::caller_env()) {
  if (is.null(groups)) {
    found <- check_kernel(.Call(pw_call_tally, unname(answers), counts),
                          "Can't count the answers.", call = call)
    return(list(answers = stats::setNames(found$answers, names(answers)),
                groups = NULL, counts = found$count))
  }
  parts <- lapply(levels(groups), function(group) {
    at <- which(groups == group)
    tally_answers(lapply(answers, `[`, at), NULL, counts[at], call)
  })
  waves <- stats::setNames(nm = names(answers))
  list(
    answers = lapply(waves, function(wave) {
      unlist(lapply(parts, function(part) part$answers[[wave]]))
    }),
    groups = factor(rep(levels(groups), vapply(parts, function(part) {
      length(part$counts)
    }, 0L)), levels(groups)),
    counts = unlist(lapply(parts, `[[`, "counts"))
  )
}

# How many people each row stands for: a column of whole numbers, or NULL.
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
