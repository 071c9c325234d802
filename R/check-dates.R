# Checks whether waves and people answered in the order of the study.

findings_of_dates <- function(cohort) {
  found <- no_findings()
  dates <- lapply(names(cohort$surveys), wave_dates, cohort = cohort)
  names(dates) <- names(cohort$surveys)
  dates <- dates[lengths(dates) > 0]
  for (i in seq_along(dates)[-1]) {
    found <- rbind(found, findings_of_order(dates[i - 1], dates[i], cohort))
  }
  found
}

findings_of_order <- function(earlier, later, cohort) {
  found <- no_findings()
  middle <- function(x) stats::median(x[[1]], na.rm = TRUE)
  if (middle(later) < middle(earlier)) found <- finding(
    "waves_out_of_order", names(later), NA, sum(!is.na(later[[1]])), about = names(earlier)
  )
  people <- cohort$people
  turned <- sum(later[[1]][people[[names(later)]]] <
                  earlier[[1]][people[[names(earlier)]]], na.rm = TRUE)
  if (turned && !nrow(found)) found <- finding(
    "dates_out_of_order", names(later), NA, turned, about = names(earlier)
  )
  found
}

# When each record of a wave was completed, in days; NULL where that is not
# known. The study's `date` names the column, else the platform's layout does.
wave_dates <- function(wave, cohort) {
  survey <- cohort$surveys[[wave]]
  column <- cohort$study$waves[[wave]]$date %||% attr(survey, "survey")$completed
  values <- if (is_text(column)) survey[[column]]
  if (inherits(values, "POSIXct")) {
    return(as.double(values) / 86400)
  }
  if (inherits(values, "Date")) as.double(values)
}
