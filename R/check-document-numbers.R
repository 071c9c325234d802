# The numbers of results, by how a text writes them, each with what it is of.

# Frames of numbers: `p`, `interval` (estimate, low, high), `test` (estimate, df1, df2), `n`,
# `share` (estimate in percent, n), `any`, and one for each name of a statistic.
numbers_of_results <- function(results) {
  rows <- stack_frames(lapply(results, rows_of_result))
  whole <- rows[!is.na(rows$estimate), ]
  limits <- stack_frames(list(
    whole, with_estimate(whole, whole$low), with_estimate(whole, whole$high)
  ))
  share <- limits[abs(limits$estimate) %in% 0:1 | abs(limits$estimate) < 1 |
                    limits$statistic %in% "retention", ]
  share$estimate <- 100 * share$estimate
  share <- rbind(share, with_estimate(rows, rows$percent))
  counts <- stack_frames(lapply(c("n", "of_n"), function(name) with_estimate(rows, rows[[name]])))
  people <- rbind(counts, whole[grepl(counting_statistics, whole$statistic), ])
  named <- lapply(named_statistics, function(pattern) whole[grepl(pattern, whole$statistic), ])
  intervals <- rbind(whole, in_percent(whole))
  c(
    list(
      noted = unlist(lapply(results, numbers_of_notes)),
      p = whole[grepl("^p($|_)", whole$statistic), ],
      interval = intervals[!is.na(intervals$low), ],
      test = whole[!is.na(whole$df1), ], n = people[!is.na(people$estimate), ],
      share = share[!is.na(share$estimate), ],
      any = rbind(limits[!is.na(limits$estimate), ], share)
    ),
    named
  )
}

# Numbers that the printed table says beside its cells, such as an F over all waves.
numbers_of_notes <- function(x) {
  table <- as_print_table(x)
  vapply(numbers_of_text(c(table$caption, table$head, table$notes)), number_key, "")
}

number_key <- function(number) {
  paste(c(number$kind, number$sign, unlist(number$parts)), collapse = " ")
}

# Statistics that are numbers of people, answers or codes.
counting_statistics <- paste0(
  "^(n|n_.*|count|people|pairs|participants|units|sources|references|improved|same|worse|higher|",
  "lower|at_floor.*|at_ceiling.*|reliable_(gain|same|loss|rise|fall))$"
)

# What stands before "=" in a text, and the statistics that it may be.
named_statistics <- c(
  M = "^mean|^n_mean|^average", Mean = "^mean", SD = "^sd", d = "^d(_|$)|^smd", d_av = "^d_av$",
  alpha = "^alpha", omega = "^omega", Md = "^median"
)

with_estimate <- function(rows, estimate) {
  rows$estimate <- estimate
  rows
}

in_percent <- function(rows) {
  for (name in c("estimate", "low", "high")) rows[[name]] <- 100 * rows[[name]]
  rows
}

# A result's rows with the columns that are looked in, NA where it has not got them.
rows_of_result <- function(x) {
  frame <- as.data.frame(x)
  column <- function(...) {
    for (name in c(...)) if (is.numeric(frame[[name]])) return(as.double(frame[[name]]))
    rep(NA_real_, nrow(frame))
  }
  statistic <- frame[["statistic"]] %||% rep("", nrow(frame))
  out <- new_frame(list(
    statistic = statistic, estimate = column("estimate", "n"), low = column("conf_low"),
    high = column("conf_high"), n = column("n"), of_n = column("denominator", "of"),
    percent = column("percent"), df1 = column("df1"), df2 = column("df2"),
    of = line_of_rows(x, frame, statistic)
  ))
  # A t stands beside its degrees of freedom.
  out$df1[!statistic %in% c("t", "F", "f")] <- NA
  if ("df" %in% statistic) {
    keys <- intersect(c("scale", "item", "contrast", "group", "setting"), names(frame))
    line <- do.call(paste, c(unname(frame[keys]), sep = "\r"))
    df <- frame$estimate[statistic == "df"][match(line, line[statistic == "df"])]
    out$df1 <- ifelse(statistic == "t", df, out$df1)
  }
  out
}

# "Sense of belonging, Before to After, p" of each row.
line_of_rows <- function(x, frame, statistic) {
  scale <- frame[["label"]] %||% frame[["scale"]]
  contrast <- if (!is.null(frame[["contrast"]])) shown_contrast(x)
  parts <- list(scale, frame[["item"]], frame[["variable_label"]] %||% frame[["variable"]],
                frame[["level_label"]] %||% frame[["level"]], frame[["group"]], contrast,
                frame[["wave"]], statistic)
  parts <- Filter(function(part) length(part) == nrow(frame), parts)
  each <- lapply(parts, function(part) ifelse(is.na(part), "", as.character(part)))
  if (!nrow(frame)) return(character())
  apply(do.call(cbind, each), 1, function(row) paste(unique(row[nzchar(row)]), collapse = ", "))
}

pool_of <- function(number) {
  if (number$kind == "named") number$name else if (number$kind == "decimal") "any" else number$kind
}
