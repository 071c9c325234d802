# A study of which lower scores are better, and its mirror: the same people with every
# answer at the other end of its range, of whom higher scores are better. What is said of
# both is the same but for words and signs.

# The folders of both, under the names "lower" and "higher". Answers run from -reach to
# reach, so that a score of the one is minus that of the other.
mirrored_folders <- function(seed, env = parent.frame(), waves = 3, n = 24, reach = 3) {
  withr::local_seed(seed)
  items <- paste0("q", 1:4)
  trait <- stats::rnorm(n, 0.4, 1)
  effect <- c(0, -0.9, -0.6)
  who <- lapply(seq_len(waves), function(wave) {
    if (wave == 1) seq_len(n) else sort(sample(n, max(1, round(n * c(1, 0.85, 0.7)[wave]))))
  })
  drawn <- lapply(seq_len(waves), function(wave) {
    answers <- round((trait[who[[wave]]] + effect[wave]) +
                       matrix(stats::rnorm(length(who[[wave]]) * 4, 0, 0.8), ncol = 4))
    answers[] <- pmax(-reach, pmin(reach, answers))
    answers[sample(length(answers), length(answers) %/% 12)] <- NA
    colnames(answers) <- items
    then <- answers + sample(-1:1, length(answers), TRUE)
    then[] <- pmax(-reach, pmin(reach, then))
    colnames(then) <- paste0(items, "_then")
    list(answers = answers, then = then,
         quit = sample(c(0, 1, NA), length(who[[wave]]), TRUE, c(5, 5, 1)))
  })
  sex <- sample(c("Female", "Male"), n, TRUE)
  code <- sprintf("p%02d", seq_len(n))
  said <- lapply(code, function(one) data.frame(id = one, code = sample(c("Help", "Time"), 1)))
  lapply(c(lower = 1, higher = -1), function(sign) {
    dir <- withr::local_tempdir(.local_envir = env)
    for (wave in seq_len(waves)) {
      one <- drawn[[wave]]
      # The second item is worded the other way, the last asks yes or no.
      of <- sign * cbind(one$answers, one$then)
      at <- c("q2", "q2_then")
      of[, at] <- -of[, at]
      quit <- if (sign > 0) one$quit else 1 - one$quit
      frame <- data.frame(code = code[who[[wave]]], of, quit = quit, sex = sex[who[[wave]]])
      utils::write.csv(frame, file.path(dir, paste0(wave, ".csv")), row.names = FALSE, na = "")
    }
    utils::write.csv(do.call(rbind, said), file.path(dir, "codes.csv"), row.names = FALSE)
    dir
  })
}

mirrored_study <- function(dir, better, waves = 3, reach = 3, score = "mean",
                           disclosure = "none", ..., shift = waves > 1) {
  names <- c("pre", "post", "later")[seq_len(waves)]
  study(
    waves = stats::setNames(paste0(seq_len(waves), ".csv"), names), id = "code", dir = dir,
    scales = list(
      trouble = list(label = "Trouble", items = "q1:q4", reverse = "q2",
                     range = c(-reach, reach), score = score, min_items = 2,
                     better = better, margin = 0.5, important = 0.6, ...),
      quit = list(items = "quit", range = c(0, 1), better = better)
    ),
    demographics = list(list(column = "sex", label = "Sex")),
    codes = list(said = list(file = "codes.csv", unit = "id")),
    retrospective = if (shift) {
      list(then = list(of = "pre", asked_in = names[waves], suffix = "_then"))
    },
    disclosure = disclosure
  )
}

mirrored_cohorts <- function(seed, env = parent.frame(), waves = 3, n = 24, ...) {
  folders <- mirrored_folders(seed, env, waves, n)
  benchmarks <- if (seed %% 2) list(
    lower = list(cutoff = list(below = 0.25), reliability = 0.8),
    higher = list(cutoff = list(above = -0.25), reliability = 0.8)
  ) else list(
    lower = list(norm = list(mean = -1, sd = 0.9, source = "a paper")),
    higher = list(norm = list(mean = 1, sd = 0.9, source = "a paper"))
  )
  lapply(stats::setNames(nm = names(folders)), function(better) {
    made <- do.call(mirrored_study, c(list(folders[[better]], better, waves, ...),
                                      benchmarks[[better]]))
    suppressMessages(suppressWarnings(read_cohort(made)))
  })
}

# Statistics of a result that have a sign, and so change it with the scale.
signed_statistics <- c(
  "change", "t", "change_likelihood", "change_estimated_weights", "d_av", "d_z", "d_rm", "d_b",
  "g_av", "g_z", "rank_biserial", "hodges_lehmann", "w", "z", "median_change",
  "lower_quartile_change", "upper_quartile_change", "gain", "gain_later", "change_since",
  "change_since_pairs", "gain_if_unchanged", "tipping_point", "group_difference",
  "change_random", "change_fixed", "next_cohort", "difference", "smd",
  # Of where people stand, as the middle of the range is 0.
  "mean_before", "mean_after", "median_before", "median_after", "lower_quartile_before",
  "upper_quartile_before", "lower_quartile_after", "upper_quartile_after", "cutoff", "mean",
  "median", "lower_quartile", "upper_quartile"
)

# Pairs of statistics or codes that stand for each other in the mirror.
mirror_pairs <- c(
  lower_quartile_before = "upper_quartile_before", lower_quartile_after = "upper_quartile_after",
  lower_quartile_change = "upper_quartile_change", lower_quartile = "upper_quartile",
  rank_sum_rises = "rank_sum_falls", rises_pratt = "falls_pratt",
  rises_wilcoxon = "falls_wilcoxon",
  later_above = "later_below", above_threshold = "below_threshold", at_lowest = "at_highest",
  at_lowest_later = "at_highest_later", kerby = "kerby_lower", no_then_yes = "yes_then_no",
  cutoff_above = "cutoff_below", no_lowest = "no_highest",
  share_of_top_two = "share_of_lowest_two"
)

turned_codes <- function(codes) {
  both <- c(mirror_pairs, stats::setNames(names(mirror_pairs), mirror_pairs))
  at <- match(codes, names(both))
  unname(ifelse(is.na(at), as.character(codes), both[at]))
}

# The rows of a result of the mirror, as those of the study where lower is better.
mirrored_rows <- function(frame) {
  shares <- frame$statistic %in% c("share_before", "share_after")
  # The scale of one question of yes and no goes from 0 to 1.
  rows <- nrow(frame)
  of_quit <- (if (is.null(frame[["scale"]])) rep(FALSE, rows) else frame$scale %in% "quit") |
    (if (is.null(frame[["variable"]])) FALSE else frame$variable %in% "quit") |
    (if (is.null(frame[["item"]])) FALSE else frame$item %in% "quit")
  place <- of_quit & grepl("^(mean|median|lower_quartile|upper_quartile)(_before|_after)?$",
                           frame$statistic)
  signed <- frame$statistic %in% signed_statistics & !place
  # What is not of a scale has no direction: how far two groups' shares are apart.
  if (!is.null(frame[["compare"]])) signed <- signed & frame$variable %in% c("trouble", "quit")
  if (is.null(frame[["conf_low"]])) frame$conf_low <- frame$conf_high <- rep(NA_real_, rows)
  limits <- frame[c("conf_low", "conf_high")]
  for (at in list(list(signed, 0), list(place | shares, 1))) {
    frame$estimate[at[[1]]] <- at[[2]] - frame$estimate[at[[1]]]
    frame$conf_low[at[[1]]] <- at[[2]] - limits$conf_high[at[[1]]]
    frame$conf_high[at[[1]]] <- at[[2]] - limits$conf_low[at[[1]]]
  }
  odds <- frame$statistic == "odds_ratio" & frame[["variable"]] %in% c("trouble", "quit") &
    is.na(frame[["level"]])
  frame$estimate[odds] <- 1 / frame$estimate[odds]
  frame$conf_low[odds] <- 1 / limits$conf_high[odds]
  frame$conf_high[odds] <- 1 / limits$conf_low[odds]
  frame$statistic <- turned_codes(frame$statistic)
  for (code in intersect(c("method", "reason"), names(frame))) {
    frame[[code]] <- turned_codes(frame[[code]])
  }
  if (!is.null(frame$direction)) {
    frame$direction[frame$direction %in% "higher"] <- "lower"
  }
  frame
}

# What rows hold, in an order that both have: words are compared where they are said.
facts_of <- function(frame) {
  frame <- frame[setdiff(names(frame), c("rule", "note", "about"))]
  keys <- intersect(c("scale", "contrast", "from", "to", "group", "item", "who", "wave", "code",
                      "side", "cohort", "compare", "variable", "level", "statistic"),
                    names(frame))
  frame <- frame[do.call(order, c(unname(as.list(frame[keys])), method = "radix")), ]
  row.names(frame) <- NULL
  frame
}

expect_mirrored <- function(lower, higher, info, tolerance = 1e-7) {
  mirror <- mirrored_rows(as.data.frame(higher))
  testthat::expect_equal(facts_of(as.data.frame(lower)), facts_of(mirror[names(lower)]),
                         tolerance = tolerance, info = info, ignore_attr = TRUE)
}

# ---- words -------------------------------------------------------------------

# A text without what says a direction, without signs, and with the two ends of an
# interval in one order.
plain_of_signs <- function(text) {
  text <- gsub(" (lower is better)", "", text, fixed = TRUE)
  text <- gsub("lower is better: |, where lower is better(?=,)", "", text,
               ignore.case = TRUE, perl = TRUE)
  text <- gsub(" (better to the left)", "", text, fixed = TRUE)
  text <- gsub(" (a rise)", "", text, fixed = TRUE)
  text <- gsub(", which is better|, which are the best", "", text)
  text <- gsub("(?<![0-9A-Za-z])[-\u2212](?=[0-9])", "", text, perl = TRUE)
  for (form in c("([0-9]+(?:[.][0-9]+)?)(, | to )([0-9]+(?:[.][0-9]+)?)(?![0-9]*[ ]*[a-z]{4})")) {
    found <- gregexpr(form, text, perl = TRUE)
    regmatches(text, found) <- lapply(regmatches(text, found), function(pairs) {
      vapply(pairs, function(pair) {
        ends <- as.numeric(strsplit(pair, ", | to ")[[1]])
        paste(sort(ends), collapse = " to ")
      }, "", USE.NAMES = FALSE)
    })
  }
  text
}

# The words of one direction for those of the other.
turned_words <- function(text) {
  pairs <- list(c("higher", "lower"), c("Higher", "Lower"), c("highest", "lowest"),
                c("rose", "fell"), c("Right", "Left"),
                c("points above their prediction", "points below their prediction"),
                c("is above the earlier one", "is below the earlier one"))
  for (pair in pairs) {
    text <- gsub(paste0("\\b", pair[1], "\\b"), "\001", text)
    text <- gsub(paste0("\\b", pair[2], "\\b"), pair[1], text)
    text <- gsub("\001", pair[2], text, fixed = TRUE)
  }
  text
}

expect_turned <- function(lower, higher, info) {
  testthat::expect_identical(plain_of_signs(lower), plain_of_signs(turned_words(higher)),
                             info = info)
}

# Words of a good side, which a scale without a direction must not have.
words_of_better <- "better|worse|improve|deteriorat|\\bgain|\\bloss\\b|recover"

# ---- pictures ----------------------------------------------------------------

# Every text of a plot.
plot_texts <- function(plot) {
  built <- ggplot2::ggplot_build(plot)
  layers <- unlist(lapply(built$data, function(layer) as.character(layer[["label"]])))
  scales <- unlist(lapply(plot$scales$scales, function(scale) {
    c(if (is.character(scale$labels)) scale$labels, if (is.character(scale$breaks)) scale$breaks)
  }))
  panels <- as.character(built$layout$layout[["panel"]])
  c(layers, scales, panels, unlist(plot$labels[c("x", "y", "title", "caption", "alt")]))
}

# Marks of a plot as they are drawn, without where: colours and shapes; and how far from 0
# each is, by layer. Figures that stand `beside` their lines do so at the right of either.
marks_of <- function(plot, axis, beside) {
  drawn <- ggplot2::ggplot_build(plot)$data
  words <- vapply(plot$layers, function(layer) {
    inherits(layer$geom, c("GeomBlank", "GeomText", "GeomLabel"))
  }, NA)
  lapply(if (beside) drawn[!words] else drawn, function(layer) {
    looks <- intersect(c("colour", "fill", "linetype", "shape", "linewidth", "PANEL"), names(layer))
    along <- intersect(c(axis, paste0(axis, c("min", "max", "intercept"))), names(layer))
    places <- abs(as.numeric(unlist(Filter(is.numeric, layer[along]))))
    key <- do.call(paste, layer[looks])
    list(looks = sort(key), places = sort(round(places[is.finite(places)], 8)))
  })
}

expect_mirrored_picture <- function(lower, higher, name) {
  axis <- if (name %in% c("trajectory", "slopes")) "y" else "x"
  beside <- name %in% c("estimation", "d_av", "margin")
  testthat::expect_equal(marks_of(lower, axis, beside), marks_of(higher, axis, beside), info = name)
  alt <- lapply(list(lower, higher), ggplot2::get_alt_text)
  if (name %in% c("estimation", "d_av", "margin", "trajectory", "slopes")) {
    expect_turned(alt[[1]], alt[[2]], name)
  }
  captions <- lapply(list(lower, higher), function(plot) gsub("\n", " ", plot$labels$caption))
  expect_turned(captions[[1]], captions[[2]], name)
}
