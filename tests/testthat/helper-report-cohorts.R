# Three cohorts of one study with three waves, the last of few people; made once.
reported_years <- function() {
  made_once("reported years", function() {
    years <- lapply(c(`2021` = 40, `2022` = 30, `2023` = 12), function(n) {
      edge_cohort(list(pre = edge_wave(n), post = drifted(edge_wave(n - 6, 3), n),
                       later = drifted(edge_wave(n - 5, 2), n + 1)))
    })
    stack_cohorts(years)
  })
}

# What the document of their report says.
told_of_years <- function(audience = "publication") {
  made_once(paste("told of years", audience), function() {
    cohorts_told(cohort_for(reported_years(), audience))
  })
}

drifted <- function(wave, by) {
  items <- c("q1", "q2", "q3")
  wave[items] <- lapply(wave[items], function(q) pmin(4L, q + (seq_along(q) * by) %% 3L %/% 2L))
  wave
}

# A cohort of four sites, two of them small, in which people come and go.
cohort_of_sites <- function(seed, n = 120, disclosure = list(threshold = 5)) {
  withr::local_seed(seed)
  site <- sample(c("Leeds", "York", "Hull", "Ayr", "Bath", NA), n, TRUE, c(40, 30, 12, 5, 5, 1))
  year <- sample(3:5, n, TRUE)
  wave <- function() {
    q <- function() sample(4L, n, TRUE)
    all <- data.frame(code = sprintf("P%03d", seq_len(n)), q1 = q(), q2 = q(), q3 = q(),
                      site = site, year = year)
    all[stats::runif(n) < stats::runif(1, 0.6, 1), ]
  }
  folder <- tempfile("sites-")
  dir.create(folder)
  for (one in c("pre", "post")) {
    utils::write.csv(wave(), file.path(folder, paste0(one, ".csv")), row.names = FALSE, na = "")
  }
  read_cohort(study(
    waves = c(pre = "pre.csv", post = "post.csv"), id = "code", dir = folder,
    scales = list(confidence = list(items = "q1:q3", range = c(1, 4))),
    demographics = list(list(column = "site", label = "Site", undisclosed = TRUE),
                        list(column = "year", label = "Year")),
    disclosure = disclosure
  ))
}
