# Finds scales on which more people became worse than the study allows.

# Of what paired_change() publishes: a finding says no more than its table.
findings_of_worse <- function(cohort) {
  found <- no_findings()
  study <- cohort$study
  most <- study$checks$max_worse
  directed <- Filter(function(name) scale_direction(study$scales[[name]]) != "none",
                     names(study$scales))
  if (is.null(most) || length(study$waves) < 2 || !length(directed)) return(found)
  change <- as.data.frame(paired_change(cohort, scales = directed))
  worse <- change[change$statistic == "worse" & !is.na(change$estimate) & !is.na(change$n), ]
  labels <- study_wave_labels(study)
  for (i in which(worse$estimate > most * worse$n)) {
    found <- rbind(found, finding(
      "many_worse", worse$to[i], worse$scale[i], worse$estimate[i], of = worse$n[i],
      about = labels[[worse$from[i]]], setting = 100 * most
    ))
  }
  found
}
