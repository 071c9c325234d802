# Prints near links for review, codes masked.

#' @export
print.pairwave_link_review <- function(x, ..., codes = FALSE) {
  if (!all(review_columns %in% names(x))) return(print_plain(x))
  writeLines(write_table(review_table(x, codes), "console"))
  invisible(x)
}

review_table <- function(review, codes = FALSE) {
  profile <- attr(review, "profile")
  shown <- if (codes || !is.null(profile)) {
    none <- function(code) ifelse(is.na(code), "masked", code)
    list(none(review$code_one), none(review$code_other))
  } else {
    mask_codes(review$code_one, review$code_other)
  }
  new_print_table(
    data.frame(as.character(review$link), review$waves_one, shown[[1]],
               review$waves_other, shown[[2]], link_reasons(review),
               as.character(ifelse(
                 is.na(review$decision),
                 ifelse(review$linked, "linked by the rule", "open"),
                 review$decision
               ))),
    align = c("r", rep("l", 6)),
    head = c("Link", "Waves", "Code", "Waves", "Code", "Reasons", "Decision"),
    caption = "Links to review",
    notes = review_notes(review, codes, profile)
  )
}

# Says how to see the codes, and how to decide.
review_notes <- function(review, codes, profile) {
  c(
    if (!is.null(profile)) codes_under_profile(profile) else if (!codes) {
      "Only the characters that differ are shown; print(x, codes = TRUE) shows all."
    },
    if (anyNA(review$decision)) paste(
      "Decide with review_links(cohort, same = 1, different = 2), by the numbers of the",
      "links, and read the cohort again."
    )
  )
}

codes_under_profile <- function(profile) {
  paste0(
    "The codes are masked under the study's disclosure profile, ", profile, ". To see them, ",
    "read the study without it: plan <- read_study(\"study.yml\"); ",
    "plan$disclosure <- \"none\"; print(review_links(read_cohort(plan)), codes = TRUE)."
  )
}

link_reasons <- function(review) {
  if (!nrow(review)) return(character())
  parts <- cbind(
    c("same code", "a slip or a missing element",
      "two slips or another element")[pmin(review$cost, 2) + 1],
    ifelse(review$constants_agree > 0,
           paste(review$constants_agree, "constant agrees"), ""),
    ifelse(review$constants_differ > 0,
           paste(review$constants_differ, "constant differs"), ""),
    ifelse(review$state == "ambiguous", "another code is as near", ""),
    ifelse(review$state == "ambiguous" & review$fits_best,
           "fits best with everybody else's", ""),
    ifelse(review$state == "disagrees", "the waves disagree", "")
  )
  vapply(seq_len(nrow(review)), function(i) {
    paste(parts[i, nzchar(parts[i, ])], collapse = "; ")
  }, "")
}

# Two lists of codes with a dot, or a star where the locale has no raised dot, for
# every character that both share.
mask_codes <- function(one, other) {
  masked <- mapply(function(a, b) {
    vapply(code_parts(a, b), function(parts) paste(mask_shared(parts), collapse = ""), "")
  }, one, other, USE.NAMES = FALSE)
  masked <- matrix(as.character(unlist(masked)), 2)
  list(masked[1, ], masked[2, ])
}

# The parts of a code with those masked that the other shares.
mask_shared <- function(parts) {
  mask <- if (l10n_info()[["UTF-8"]] || l10n_info()[["Latin-1"]]) "\u00b7" else "*"
  shared <- !attr(parts, "differs")
  parts[shared] <- strrep(mask, nchar(parts[shared]))
  parts
}

# Of each of two codes its parts in turn, shared and not: `differs` says which is which. Of a
# character that one code has too many the other has an empty part.
code_parts <- function(one, other) {
  beside <- codes_beside(strsplit(one, "")[[1]], strsplit(other, "")[[1]])
  differs <- beside$one != beside$other
  runs <- rle(differs)
  run <- factor(rep(seq_along(runs$lengths), runs$lengths), seq_along(runs$lengths))
  lapply(unname(beside), function(letters) {
    parts <- vapply(split(letters, run), paste, "", collapse = "")
    structure(unname(parts), differs = runs$values)
  })
}

# Two codes below each other, "" where one has no character for the other's.
codes_beside <- function(a, b) {
  n <- min(length(a), length(b))
  first <- sum(cumprod(a[seq_len(n)] == b[seq_len(n)]))
  last <- min(sum(cumprod(rev(a)[seq_len(n)] == rev(b)[seq_len(n)])), n - first)
  middle <- function(x) x[seq_len(length(x) - first - last) + first]
  between <- letters_beside(middle(a), middle(b))
  list(one = c(a[seq_len(first)], between$one, rev(rev(a)[seq_len(last)])),
       other = c(b[seq_len(first)], between$other, rev(rev(b)[seq_len(last)])))
}

# Letters below each other with the least number of slips: one wrong, too many, too few, or two
# swapped (optimal string alignment: Damerau 1964 without edits of what was swapped).
letters_beside <- function(a, b) {
  n <- length(a)
  m <- length(b)
  # Of what has no slips to speak of, all differs.
  if (n * m > 2500) {
    size <- max(n, m)
    return(list(one = c(a, rep("", size - n)), other = c(b, rep("", size - m))))
  }
  slips <- matrix(0, n + 1, m + 1)
  slips[, 1] <- 0:n
  slips[1, ] <- 0:m
  swapped <- function(i, j) i > 1 && j > 1 && a[i] == b[j - 1] && a[i - 1] == b[j]
  for (i in seq_len(n)) for (j in seq_len(m)) {
    slips[i + 1, j + 1] <- min(
      slips[i, j] + (a[i] != b[j]), slips[i, j + 1] + 1, slips[i + 1, j] + 1,
      if (swapped(i, j)) slips[i - 1, j - 1] + 1
    )
  }
  one <- other <- character()
  while (n > 0 || m > 0) {
    here <- slips[n + 1, m + 1]
    take <- if (n && m && here == slips[n, m] + (a[n] != b[m])) c(1, 1) else
      if (swapped(n, m) && here == slips[n - 1, m - 1] + 1) c(2, 2) else
        if (n && here == slips[n, m + 1] + 1) c(1, 0) else c(0, 1)
    one <- c(if (take[1]) a[seq(n - take[1] + 1, n)] else "", one)
    other <- c(if (take[2]) b[seq(m - take[2] + 1, m)] else "", other)
    n <- n - take[1]
    m <- m - take[2]
  }
  list(one = one, other = other)
}
