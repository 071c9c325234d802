# The same job as it is usually written: haven and readr read, dplyr links and
# scores, rstatix tests, gtsummary tabulates.
suppressPackageStartupMessages({
  library(haven)
  library(dplyr)
  library(tidyr)
  library(rstatix)
  library(gtsummary)
})
folder <- system.file("extdata/demo", package = "pairwave")
items <- paste0("gse", 1:10)
plain_code <- function(x) gsub("[^a-z0-9]", "", tolower(x))
score <- function(data) {
  answers <- as.matrix(mutate(data[items], across(everything(), as.numeric)))
  answers[answers < 1] <- NA
  total <- 10 * rowMeans(answers, na.rm = TRUE)
  total[rowSums(!is.na(answers)) < 7] <- NA
  tibble(code = plain_code(data$code), score = total)
}
pre <- read_sav(file.path(folder, "pre.sav"))
post <- readr::read_csv(file.path(folder, "post.csv"), show_col_types = FALSE)
six_month <- read_sav(file.path(folder, "six_month.zsav"))
long <- bind_rows(
  pre = score(pre), post = score(post), six_month = score(six_month), .id = "wave"
) |>
  filter(code != "", !is.na(code)) |>
  distinct(wave, code, .keep_all = TRUE)
wide <- pivot_wider(long, names_from = "wave", values_from = "score")
for (pair in list(c("pre", "post"), c("post", "six_month"), c("pre", "six_month"))) {
  pairs <- wide |>
    select(code, all_of(pair)) |>
    drop_na() |>
    pivot_longer(-code, names_to = "wave", values_to = "score") |>
    mutate(wave = factor(wave, pair)) |>
    arrange(wave, code)
  print(t_test(pairs, score ~ wave, paired = TRUE, detailed = TRUE))
  print(cohens_d(pairs, score ~ wave, paired = TRUE))
}
attendance <- readr::read_csv(file.path(folder, "attendance.csv"), show_col_types = FALSE)
members <- plain_code(attendance$code[attendance$focus_group == 1])
people <- pre |>
  mutate(code = plain_code(code)) |>
  filter(code %in% members) |>
  mutate(across(c(sex, year, fif, ethnicity), as_factor)) |>
  select(sex, year, fif, ethnicity)
print(as_tibble(tbl_summary(people, missing = "always", missing_text = "Undisclosed")))
