# Each person's two answers, joined, and the mean of the same people.

slopes_plot <- function(cohort, scales, waves, call = rlang::caller_env()) {
  publish(new_picture("Lines of single people"), cohort, call = call)
  waves <- slope_waves(cohort$study, waves, call)
  change <- paired_change(cohort, scales = scales)
  rows <- as.data.frame(change)
  rows <- rows[rows$from == waves[1] & rows$to == waves[2], ]
  labels <- study_wave_labels(cohort$study)[waves]
  moves <- moved_words(rows$direction)
  people <- do.call(rbind, lapply(unique(rows$scale), function(scale) {
    slopes_of_scale(cohort, scale, waves, labels, moves)
  }))
  if (is.null(people)) {
    abort_pairwave(
      c("A line from wave to wave needs a person with a score in both.",
        x = "Nobody has one in {.field {waves[1]}} and {.field {waves[2]}}."),
      "argument", call = call
    )
  }
  means <- rows[rows$statistic %in% c("mean_before", "mean_after") & rows$n > 1, ]
  n <- rows[rows$statistic == "n", ]
  heads <- slope_heads(rows, n, moves)
  panel <- function(scale) factor(match(scale, n$scale), seq_along(heads))
  lines <- if (max(n$n) > most_lines) bundled_slopes(people, cohort$study) else people
  lines$panel <- panel(lines$scale)
  means$panel <- panel(means$scale)
  means$text <- vapply(means$estimate, decimals, "")
  means$wave <- factor(ifelse(means$statistic == "mean_before", labels[1], labels[2]),
                       labels)
  moves <- unname(moves)
  colours <- stats::setNames(plot_colours[c("accent", "mute", "warm")], moves)
  bundled <- "people" %in% names(lines)
  ends <- slope_ends(people, cohort$study, n$scale, labels)
  columns <- min(2, length(heads))
  made <- ggplot2::ggplot(means, ggplot2::aes(x = .data$wave, y = .data$estimate)) +
    ggplot2::geom_blank(ggplot2::aes(y = .data$score), data = ends) +
    slope_lines(lines, bundled) +
    ggplot2::geom_line(ggplot2::aes(group = .data$panel), linewidth = 1.5,
                       colour = plot_colours[["ink"]]) +
    ggplot2::geom_point(size = 3.4, colour = plot_colours[["ink"]]) +
    ggplot2::geom_text(
      ggplot2::aes(
        label = .data$text,
        hjust = ifelse(.data$wave == labels[1], 1.35, -0.35)
      ), size = 3.4, fontface = "bold", colour = plot_colours[["ink"]]
    ) +
    ggplot2::facet_wrap(
      ggplot2::vars(.data$panel), scales = "free_y", ncol = columns,
      labeller = ggplot2::as_labeller(stats::setNames(heads, seq_along(heads)))
    ) +
    ggplot2::scale_x_discrete(limits = unname(labels), labels = wrap_label(labels, 26),
                              expand = ggplot2::expansion(add = 0.45)) +
    ggplot2::scale_colour_manual(
      values = colours, limits = moves,
      guide = ggplot2::guide_legend(override.aes = list(linewidth = 1, alpha = 1))
    ) +
    ggplot2::scale_linetype_manual(
      values = stats::setNames(c("solid", "dotted", "longdash"), moves),
      limits = moves
    ) +
    ggplot2::labs(
      x = NULL, y = worded("Score"),
      caption = caption_lines(if (bundled) {
        worded(
          paste(
            "A thin line is {few} or more people whose scores are in the same twentieths of the",
            "range, the thicker the more; fewer have no line. The thick one with dots is",
            "everyone's mean."
          ), few = fewest_of_line
        )
      } else {
        worded("A thin line is a person who answered both waves; the thick one is their mean.")
      })
    ) +
    plot_look() +
    ggplot2::theme(panel.grid.major.x = ggplot2::element_blank(),
                   strip.text = ggplot2::element_text(size = 9.5),
                   legend.key.width = ggplot2::unit(24, "pt"))
  said <- alt_items(paste0(panel_names(n), " (n = ", n$n, ")"), slope_means(rows, n$scale))
  as_picture(
    made, if (bundled) {
      worded("Lines of people from {from} to {to}, and their mean", from = labels[1],
             to = labels[2])
    } else {
      worded("A line for each person from {from} to {to}, and their mean", from = labels[1],
             to = labels[2])
    },
    paste0(said, "."),
    height = 0.9 + ceiling(length(heads) / columns) * (2.9 + 0.15 * line_count(heads))
  )
}

# So many lines can be told apart; beyond, those that are alike are one. Of fewer people than
# these none is drawn: nobody is seen alone.
most_lines <- 1000
fewest_of_line <- 10

slope_lines <- function(lines, bundled) {
  list(
    ggplot2::geom_line(
      if (bundled) ggplot2::aes(
        y = .data$score, group = .data$person, colour = .data$move, linewidth = .data$people
      ) else ggplot2::aes(
        y = .data$score, group = .data$person, colour = .data$move, linetype = .data$move
      ),
      data = lines, alpha = if (bundled) 0.5 else 0.85,
      linewidth = if (!bundled) 0.45
    ),
    if (bundled) ggplot2::scale_linewidth_continuous(range = c(0.2, 5), guide = "none")
  )
}

# The lines of people whose two scores are in the same parts of the scale's range as one line
# between the middles of those parts.
bundled_slopes <- function(people, study) {
  parts <- lapply(split(people, factor(people$scale, unique(people$scale))), function(one) {
    known <- possible_scores(study$scales[[one$scale[1]]])
    ends <- if (anyNA(known)) range(one$score) else known
    half <- nrow(one) / 2
    width <- max(diff(ends) / 20, 1e-9)
    place <- function(score) pmin(floor((score - ends[1]) / width), 19)
    key <- paste(place(one$score[seq_len(half)]), place(one$score[-seq_len(half)]),
                 one$move[seq_len(half)])
    size <- table(key)
    first <- which(!duplicated(key) & size[key] >= fewest_of_line)
    if (!length(first)) return(NULL)
    middle <- function(score) ends[1] + (place(score) + 0.5) * width
    data.frame(
      scale = one$scale[1], person = paste(one$scale[1], rep(seq_along(first), 2)),
      wave = one$wave[c(first, half + first)], score = middle(one$score[c(first, half + first)]),
      move = one$move[first], people = as.integer(size[key[first]])
    )
  })
  do.call(rbind, parts)
}

# The ends of the axis of each scale: the range of its scores, or what they are.
slope_ends <- function(people, study, scales, labels) {
  do.call(rbind, lapply(seq_along(scales), function(i) {
    known <- possible_scores(study$scales[[scales[i]]])
    score <- if (anyNA(known)) range(people$score[people$scale == scales[i]]) else known
    data.frame(wave = factor(rep(labels[1], 2), labels), score = unname(score),
               panel = factor(i, seq_along(scales)))
  }))
}

# The scale, its n, its mean change with interval, and how many moved.
slope_heads <- function(rows, n, moves) {
  vapply(seq_len(nrow(n)), function(i) {
    of <- function(statistic) rows[rows$scale == n$scale[i] & rows$statistic == statistic, ]
    change <- of("change")
    counts <- with_common_names(rows[rows$scale == n$scale[i], ])
    count <- counts$estimate[match(names(moves), counts$statistic)]
    paste0(
      wrap_label(paste(as.character(panel_names(n))[i], n_text(n$n[i])), 44), "\n",
      if (!is.na(change$estimate)) paste0(worded("mean change {size}", size = limits_text(
        change$estimate, change$conf_low, change$conf_high
      )), "\n"),
      if (!anyNA(count)) paste0(count, " ", lower_case(moves), collapse = ", ")
    )
  }, "")
}

slope_waves <- function(study, waves, call) {
  known <- names(study$waves)
  need_waves(study, "A line from wave to wave", call = call)
  need_links(study, "A line from wave to wave", call)
  waves <- waves %||% known[1:2]
  fine <- is.character(waves) && length(waves) == 2 && all(waves %in% known) &&
    diff(match(waves, known)) > 0
  if (!fine) {
    abort_pairwave(
      c("{.arg waves} must name two waves of the study, the earlier one first.",
        x = "It is {.val {waves}}.",
        i = "The study has {.val {known}}."),
      "argument", call = call
    )
  }
  waves
}

# Both answers of everyone who has both; NULL for nobody. `moves` has the words of those
# who improved, stayed and became worse.
slopes_of_scale <- function(cohort, scale, waves, labels, moves) {
  answers <- scale_answers(cohort$scores, scale, waves)
  both <- which(!is.na(answers[[1]]) & !is.na(answers[[2]]))
  if (!length(both)) return(NULL)
  before <- answers[[1]][both]
  after <- answers[[2]][both]
  # Equal on paper is equal here, as in the counts of paired_change().
  slack <- 1e-10 * max(1, abs(before), abs(after))
  d <- direction_sign(scale_direction(cohort$study$scales[[scale]])) * (after - before)
  move <- ifelse(d > slack, moves[["improved"]],
                 ifelse(d < -slack, moves[["worse"]], moves[["same"]]))
  data.frame(
    scale = scale, person = paste(scale, rep(seq_along(both), 2)),
    wave = factor(rep(labels, each = length(both)), labels),
    score = c(before, after), move = rep(move, 2)
  )
}

slope_means <- function(rows, scales) {
  vapply(scales, function(scale) {
    of <- function(statistic) {
      decimals(rows$estimate[rows$scale == scale & rows$statistic == statistic])
    }
    worded("mean from {before} to {after}", before = of("mean_before"), after = of("mean_after"))
  }, "")
}
