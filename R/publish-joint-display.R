# What may be published of change beside codes. With a code and without it are the two
# parts of those who could have been coded, and both have means: they stand beside the
# pairs of the contrast, of which paired_change() shows n and mean.

#' @exportS3Method
suppress.pairwave_joint_display <- function(result, profile, cohort, ..., published, whole,
                                            call) {
  if (!is.null(profile$base)) {
    abort_pairwave(
      c("A joint display needs the disclosure profile {.val none}, or a threshold.",
        x = "The study's profile is {.val {profile$name}}.",
        i = "{.fn code_frequencies} shows participants, rounded."),
      "disclosure", call = call
    )
  }
  rows <- as.data.frame(result)
  hidden <- codes_to_suppress(whole, NULL, profile$threshold)
  few <- whole$code[hidden$alone]
  away <- !rows$code %in% setdiff(published, few)
  publish_rows(result, suppress_rows(rows, away, profile), profile)
}

# The codes of a material whose two sides may be shown for a scale and contrast: all
# materials, codes and contrasts of the scale are decided at once, so that it does not
# matter which are asked for. NULL without a threshold.
joint_codes_published <- function(cohort, material, scale, contrast, coders) {
  k <- profile_of(cohort)$threshold
  if (is.null(k)) return(NULL)
  shown <- decided_once(cohort, paste("joint", scale), decide_joint(cohort, scale, coders, k))
  key <- strsplit(shown, "\r", fixed = TRUE)
  mine <- vapply(key, function(one) one[1] == material && one[3] == contrast, NA)
  unique(vapply(key[mine], `[`, "", 2))
}

# The names of the sides that may be shown: material, code, contrast and side.
decide_joint <- function(cohort, scale, coders, k) {
  pairs <- contrast_pairs(names(cohort$surveys))
  wide <- scores_wide(cohort, scale)
  scored <- lapply(pairs, function(pair) !is.na(wide[[pair[1]]]) & !is.na(wide[[pair[2]]]))
  all <- lapply(stats::setNames(nm = names(cohort$codes)), function(material) {
    coded_sets(cohort, counted_codings(cohort$codes[[material]], coders[[material]]))
  })
  strangers <- vapply(all, `[[`, 0L, "others")
  with_records <- records_of(cohort)
  # Whoever is no person of the cohort stands behind its records, by material.
  as_set <- function(people, material = "") {
    c(with_records(people), rep(names(all) == material, strangers))
  }
  nobody <- rep(FALSE, sum(strangers))
  ledger <- lapply(published_sets(cohort)$ledgers[[scale]], c, nobody)
  candidates <- unlist(lapply(names(scored), function(contrast) {
    unlist(lapply(names(all), function(material) {
      sets <- all[[material]]
      lapply(names(sets$has), function(code) {
        sides <- list(with = sets$asked & sets$has[[code]],
          without = sets$asked & !sets$has[[code]])
        together <- c(lapply(sides, as_set),
                      lapply(sides, function(side) as_set(side & scored[[contrast]])))
        stats::setNames(together, paste(material, code, contrast, c("a", "b", "c", "d"),
          sep = "\r"))
      })
    }), recursive = FALSE)
  }), recursive = FALSE)
  publish_sets(candidates, list(ledger), k)$shown
}
