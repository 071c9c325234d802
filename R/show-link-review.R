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
# every character at the ends that both share.
mask_codes <- function(one, other) {
  if (!length(one)) return(list(character(), character()))
  masked <- mapply(function(a, b) {
    vapply(code_parts(a, b), function(parts) paste(mask_ends(parts), collapse = ""), "")
  }, one, other, USE.NAMES = FALSE)
  list(as.character(masked[1, , drop = TRUE]),
       as.character(masked[2, , drop = TRUE]))
}

# The parts of a code with its ends masked.
mask_ends <- function(parts) {
  mask <- if (l10n_info()[["UTF-8"]] || l10n_info()[["Latin-1"]]) "\u00b7" else "*"
  parts[c("start", "end")] <- strrep(mask, nchar(parts[c("start", "end")]))
  parts
}

# Of each of two codes the start and the end that both share, and what differs between.
code_parts <- function(one, other) {
  a <- strsplit(one, "")[[1]]
  b <- strsplit(other, "")[[1]]
  n <- min(length(a), length(b))
  same <- a[seq_len(n)] == b[seq_len(n)]
  first <- sum(cumprod(same))
  tail_same <- rev(a)[seq_len(n)] == rev(b)[seq_len(n)]
  last <- min(sum(cumprod(tail_same)), n - first)
  lapply(list(a, b), function(x) {
    at <- seq_along(x)
    text <- function(which) paste(x[which], collapse = "")
    c(start = text(at <= first), differs = text(at > first & at <= length(x) - last),
      end = text(at > length(x) - last))
  })
}
