# Names the contrasts of a study's waves, in their order and as tables call
# them.

# Finds what a table calls each wave of the study. In the attribute `recalled`, where there
# are such, the wave that asked each one that was asked in retrospect alone.
study_wave_labels <- function(study) {
  structure(vapply(study$waves, `[[`, "", "label"), recalled = recalled_waves(study))
}

# Neighbouring waves first, then those two apart, and so on.
wave_contrasts <- function(waves) {
  pairs <- expand.grid(from = seq_along(waves), to = seq_along(waves))
  pairs <- pairs[pairs$from < pairs$to, ]
  pairs[order(pairs$to - pairs$from, pairs$from), ]
}

# The contrasts that a study asks for, as wave_contrasts() gives them: those of each
# wave with the `next`, those of each later wave with the `first`, `all`, or by name.
study_contrasts <- function(study) {
  waves <- names(study$waves)
  pairs <- wave_contrasts(waves)
  asked <- study$contrasts %||% "all"
  kept <- if (identical(asked, "all")) rep(TRUE, nrow(pairs)) else
    if (identical(asked, "next")) pairs$to - pairs$from == 1 else
    if (identical(asked, "first")) pairs$from == 1 else
    contrast_name(waves[pairs$from], waves[pairs$to]) %in% asked
  pairs[kept, ]
}

# Stops unless `contrasts` has one of its words, or names contrasts of the study.
check_contrasts <- function(study) {
  words <- c("all", "next", "first")
  asked <- study$contrasts
  if (length(asked) == 1 && asked %in% words) return(invisible())
  waves <- names(study$waves)
  pairs <- wave_contrasts(waves)
  known <- contrast_name(waves[pairs$from], waves[pairs$to])
  unknown <- setdiff(asked, known)
  if (length(asked) && !length(unknown)) return(invisible())
  abort_study(
    c("{.field contrasts} must be {.or {.val {words}}}, or name contrasts of the study.",
      x = if (length(unknown)) "It has {.val {unknown[1]}}." else "It is empty.",
      if (length(unknown)) did_you_mean(unknown[1], c(words, known)),
      i = if (length(known)) "Its contrasts are {.val {utils::head(known, 6)}}."
        else "It has one wave and no contrasts.")
  )
}

contrast_name <- function(from, to) paste(from, "->", to, recycle0 = TRUE)

# A contrast as it is shown, by the labels of its waves.
contrast_label <- function(from, to) {
  if (!length(from) || !length(to)) return(character())
  worded("{from} to {to}", from = from, to = to)
}

# Contrasts of a result, or of some of its `rows`, by the labels of their waves where the
# study has them.
shown_contrast <- function(x, rows = x) {
  labels <- attr(x, "wave_labels")
  if (is.null(rows[["from"]])) return(rows$contrast)
  of <- function(waves) if (is.null(labels)) waves else labels[waves]
  ifelse(rows$contrast == all_waves, in_language(all_waves),
         contrast_label(of(rows$from), of(rows$to)))
}

# What a row of all waves has for a contrast.
all_waves <- "all waves"

# Checks that the primary outcome names a scale and a contrast of the study.
check_primary <- function(study) {
  waves <- names(study$waves)
  pairs <- study_contrasts(study)
  known <- list(scale = names(study$scales),
                contrast = contrast_name(waves[pairs$from], waves[pairs$to]))
  for (part in names(known)) {
    found <- study$primary[[part]]
    if (found %in% known[[part]]) next
    abort_study(
      c("{.field primary: {part}} must name a {part} of the study.",
        x = "There is no {part} {.val {found}}.",
        did_you_mean(found, known[[part]]),
        i = if (length(known[[part]])) "Its {part}s are {.val {known[[part]]}}."
          else "It has no {part}s.")
    )
  }
}
