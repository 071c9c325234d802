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

# The response model that gave the weights of one contrast, or NULL where they came
# from elsewhere or are no longer the model's.
response_of <- function(weights, from, to) {
  model <- attr(weights, "response")[[contrast_name(from, to)]]
  if (is.null(model)) return(NULL)
  rows <- weights[weights$from == from & weights$to == to, ]
  of_model <- model$weights[match(rows$person, model$person)]
  if (isTRUE(all.equal(of_model, as.double(rows$weight), tolerance = 1e-12))) model
}

# The error of a mean change weighted by the inverse of fitted probabilities, by
# M-estimation (Stefanski and Boos 2002) of the logistic coefficients and the mean
# together: what each person adds to the weighted mean, less what they add through the
# coefficients. `change` is that of the people of the model, NA of whoever does not count.
estimated_weights_error <- function(change, mean, model) {
  used <- model$stayed & !is.na(change)
  n <- sum(used)
  inverse <- ifelse(used, 1 / model$fitted, 0)
  away <- ifelse(used, change - mean, 0)
  adds <- inverse * away
  slope <- colSums(model$x * (1 - model$fitted) * adds)
  information <- crossprod(model$x * sqrt(model$fitted * (1 - model$fitted)))
  scores <- model$x * (model$stayed - model$fitted)
  adds <- adds - drop(scores %*% solve(information, slope))
  sqrt(n / (n - 1) * sum(adds^2)) / sum(inverse)
}

# Rows of a change whose weights are estimated, beside those that take them as known.
estimated_weights_rows <- function(rows, change, model, conf_level) {
  at <- function(statistic) rows[match(statistic, rows$statistic), ]
  out <- rbind(at("change"), at("p"))
  out$statistic <- by_weights
  out$method <- c("estimated_weights", "estimated_weights_two_sided")
  out$conf_low <- out$conf_high <- out$caution <- NA
  # Without a spread, or of one pair, there is no t either.
  if (!is.na(at("t")$estimate)) {
    mean <- at("change")$estimate
    df <- at("df")$estimate
    error <- estimated_weights_error(change, mean, model)
    half <- stats::qt((1 + conf_level) / 2, df) * error
    out$conf_low[1] <- mean - half
    out$conf_high[1] <- mean + half
    out$estimate[2] <- 2 * stats::pt(-abs(mean / error), df)
  }
  rbind(rows, out)
}

by_weights <- c("change_estimated_weights", "p_estimated_weights")
