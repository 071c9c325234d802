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
  heads <- paste0(panel_names(n), " (n = ", n$n, ")")
  panel <- function(scale) factor(heads[match(scale, n$scale)], heads)
  people$panel <- panel(people$scale)
  means$panel <- panel(means$scale)
  means$wave <- factor(ifelse(means$statistic == "mean_before", labels[1], labels[2]),
                       labels)
  moves <- unname(moves)
  colours <- stats::setNames(plot_colours[c("higher", "faint", "lower")], moves)
  ggplot2::ggplot(means, ggplot2::aes(x = .data$wave, y = .data$estimate)) +
    ggplot2::geom_line(
      ggplot2::aes(y = .data$score, group = .data$person, colour = .data$move,
                   linetype = .data$move),
      data = people, linewidth = 0.45, alpha = 0.85
    ) +
    ggplot2::geom_line(ggplot2::aes(group = .data$panel), linewidth = 1.5,
                       colour = plot_colours[["ink"]]) +
    ggplot2::geom_point(size = 3.4, colour = plot_colours[["ink"]]) +
    ggplot2::geom_text(
      ggplot2::aes(
        label = vapply(.data$estimate, decimals, ""),
        hjust = ifelse(.data$wave == labels[1], 1.35, -0.35)
      ), size = 3.4, fontface = "bold", colour = plot_colours[["ink"]]
    ) +
    ggplot2::facet_wrap(ggplot2::vars(.data$panel), scales = "free_y") +
    ggplot2::scale_x_discrete(expand = ggplot2::expansion(add = 0.45)) +
    ggplot2::scale_colour_manual(values = colours, limits = moves) +
    ggplot2::scale_linetype_manual(
      values = stats::setNames(c("solid", "dotted", "longdash"), moves),
      limits = moves
    ) +
    ggplot2::labs(
      x = NULL, y = "Score",
      caption = caption_lines("A thin line is a person who answered both waves; ",
                              "the thick one is their mean."),
      alt = alt_text(
        "A line from ", labels[1], " to ", labels[2], " for each person, and their mean. ",
        alt_items(heads, slope_means(rows, n$scale)), "."
      )
    ) +
    plot_look() +
    ggplot2::theme(panel.grid.major.x = ggplot2::element_blank(),
                   legend.key.width = ggplot2::unit(24, "pt"))
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
    paste("mean from", of("mean_before"), "to", of("mean_after"))
  }, "")
}
