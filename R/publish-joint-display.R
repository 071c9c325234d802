# What may be published of change beside codes. With a code and without it are the two
# parts of those who could have been coded, and both have means: they stand beside the
# pairs of the contrast, of which paired_change() shows n and mean (R/publish-coded.R).

suppress.pairwave_joint_display <- function(result, profile, cohort, ..., material, call) {
  if (!is.null(profile$base)) {
    abort_pairwave(
      c("A joint display needs the disclosure profile {.val none}, or a threshold.",
        x = "The study's profile is {.val {profile$name}}.",
        i = "{.fn paired_change} shows change, rounded."),
      "disclosure", call = call
    )
  }
  rows <- as.data.frame(result)
  contrast <- paste(rows$from, rows$to, sep = "+")
  away <- !is_code_published(cohort, "joint", material, rows$scale, contrast, rows$code, 1,
                             recycle0 = TRUE) & rows$statistic != "quote"
  publish_rows(result, suppress_rows(rows, away, profile), profile)
}
