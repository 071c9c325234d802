# The simulated survey as every platform exports it, made by
# data-raw/platform-fixtures.R.
platform_file <- function(...) test_path("fixtures", "platforms", ...)

platforms <- c("jisc", "qualtrics", "limesurvey", "limesurvey-syntax", "redcap",
               "microsoft", "google", "surveymonkey")

# A cohort's people by their code: the scores of each wave and the demographics
# as texts. Every platform must give the same.
people_by_code <- function(cohort) {
  code <- rep(NA_character_, nrow(cohort$people))
  for (wave in names(cohort$surveys)) {
    row <- cohort$people[[wave]]
    column <- cohort$surveys[[wave]][[cohort$study$id$column]]
    code[!is.na(row)] <- as.character(bare_values(column))[row[!is.na(row)]]
  }
  scores <- scores_wide(cohort, "self_efficacy")
  demographics <- lapply(cohort$study$demographics, function(entry) {
    as.character(bare_values(as_label_text(cohort$people[[entry$column]])))
  })
  out <- data.frame(code, pre = scores$pre, post = scores$post,
                    sex = demographics[[1]], year = demographics[[2]])
  out <- out[order(out$code), ]
  rownames(out) <- NULL
  out
}

# What each platform calls the four options of the question "What helped you?".
helped_options <- function(survey) {
  labels <- vapply(survey, function(x) attr(x, "label", exact = TRUE) %||% "", "")
  at <- match(paste("What helped you?:", c("Talks", "Small groups", "Role play", "The food")),
              labels)
  unname(lapply(survey[at], function(x) as.logical(bare_values(x))))
}

text_file <- function(..., name = "export.csv", dir = tempfile()) {
  dir.create(dir, showWarnings = FALSE)
  path <- file.path(dir, name)
  writeBin(charToRaw(enc2utf8(paste0(c(...), "\n", collapse = ""))), path)
  path
}
