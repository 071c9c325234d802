# Change of people who count for more or less than one.

# One weight for each of `people`, NA for those without; NULL when the contrast
# is not weighted.
weights_of <- function(weights, people, from, to) {
  if (is.null(weights)) return(NULL)
  rows <- weights[weights$from == from & weights$to == to, ]
  if (nrow(rows) == 0) return(NULL)
  as.double(rows$weight[match(people, rows$person)])
}

# What takes another value when people are weighted.
weighted_statistics <- c(
  "mean_before", "sd_before", "mean_after", "sd_after", "r", "change",
  "sd_change", "t", "df", "p", "d_av", "d_z", "d_rm", "d_b", "g_av", "g_z"
)
