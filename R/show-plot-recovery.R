# Who recovered, improved, stayed the same and became worse: each person's earlier score
# against the later one, with the cut-off and the lines of reliable change (Jacobson and
# Truax 1991, fig. 2).

recovery_plot <- function(cohort, scales, waves, call = rlang::caller_env()) {
  publish(new_picture("Points of single people"), cohort, call = call)
  waves <- slope_waves(cohort$study, waves, call)
  scales <- recovery_scales(cohort$study, scales, call)
  change <- as.data.frame(paired_change(cohort, scales = scales))
  change <- change[change$from == waves[1] & change$to == waves[2], ]
  parts <- lapply(stats::setNames(nm = scales), recovery_of_scale, cohort = cohort,
                  waves = waves, rows = change, call = call)
  points <- do.call(rbind, lapply(parts, `[[`, "points"))
  lines <- do.call(rbind, lapply(parts, `[[`, "lines"))
  outcomes <- stats::setNames(in_language(recovery_words), clinical_outcomes)
  kinds <- in_language(recovery_lines)
  labels <- study_wave_labels(cohort$study)[waves]
  sizes <- vapply(unique(range(points$people)), function(n) {
    said_of(n, usual_people[1], usual_people[2])
  }, "")
  made <- ggplot2::ggplot(points, ggplot2::aes(x = .data$before, y = .data$after)) +
    ggplot2::geom_abline(
      ggplot2::aes(slope = 1, intercept = .data$shift, linetype = .data$line),
      data = lines[lines$line != kinds[["cutoff"]], ], colour = plot_colours[["mute"]],
      linewidth = 0.4, key_glyph = "path"
    ) +
    ggplot2::geom_vline(ggplot2::aes(xintercept = .data$shift, linetype = .data$line),
                        data = lines[lines$line == kinds[["cutoff"]], ], linewidth = 0.4,
                        key_glyph = "path") +
    ggplot2::geom_hline(ggplot2::aes(yintercept = .data$shift, linetype = .data$line),
                        data = lines[lines$line == kinds[["cutoff"]], ], linewidth = 0.4,
                        key_glyph = "path") +
    ggplot2::geom_point(
      ggplot2::aes(shape = .data$outcome, colour = .data$outcome, size = .data$people),
      stroke = 0.9
    ) +
    # Of the scores that somebody has, the same on both axes.
    ggplot2::geom_blank(ggplot2::aes(x = .data$after, y = .data$before)) +
    ggplot2::facet_wrap(ggplot2::vars(.data$panel), ncol = 1, scales = "free") +
    ggplot2::scale_shape_manual(values = stats::setNames(c(19, 1, 4, 17), outcomes),
                                limits = outcomes) +
    ggplot2::scale_colour_manual(
      values = stats::setNames(plot_colours[c("accent", "accent", "mute", "warm")], outcomes),
      limits = outcomes
    ) +
    ggplot2::scale_linetype_manual(
      values = stats::setNames(c("longdash", "dotted", "solid"), kinds)
    ) +
    ggplot2::scale_size_area(
      max_size = 6, limits = c(1, max(points$people)),
      breaks = unique(range(points$people)),
      labels = sizes,
      guide = if (max(points$people) > 1) ggplot2::guide_legend(order = 3) else "none"
    ) +
    ggplot2::guides(
      shape = ggplot2::guide_legend(order = 1, nrow = 2),
      colour = ggplot2::guide_legend(order = 1, nrow = 2,
                                     override.aes = list(size = 2.5)),
      linetype = ggplot2::guide_legend(order = 2, nrow = 1)
    ) +
    ggplot2::labs(
      x = labels[1], y = labels[2],
      caption = caption_lines(
        if (max(points$people) > 1) {
          worded("A point is the people with these two scores, the larger the more of them.")
        } else worded("A point is the people with these two scores."),
        worded(paste(
          "Beyond the solid lines a change is more than errors of measurement make; whoever",
          "crossed the cut-off as well, to its good side, recovered."
        ))
      )
    ) +
    plot_look() +
    ggplot2::theme(legend.box = "vertical", legend.box.just = "left",
                   legend.spacing.y = ggplot2::unit(0, "pt"),
                   legend.key.width = ggplot2::unit(20, "pt"))
  said <- alt_items(vapply(parts, `[[`, "", "title"), vapply(parts, `[[`, "", "said"))
  as_picture(made, worded("Scores at {later} against those at {earlier}", later = labels[2],
                          earlier = labels[1]),
             paste0(said, "."), height = 1.9 + 3.2 * length(parts), width = 6)
}

recovery_words <- c("Recovered", "Improved", "Same", "Worse")
recovery_lines <- c(cutoff = "Cut-off", none = "No change", reliable = "Reliable change")

# The scales that have a cut-off or a norm.
recovery_scales <- function(study, scales, call) {
  scales <- check_scale_names(study, scales, call)
  has <- vapply(study$scales[scales], function(scale) {
    !is.null(scale$cutoff) || !is.null(scale$norm)
  }, NA)
  if (!any(has)) {
    abort_pairwave(
      c("A plot of who recovered needs a scale with a cut-off or a norm.",
        x = "{.field {scales}} {?has/have} neither.",
        i = "For example {.code cutoff: {{below: 10, source: \"...\"}}} in the scale's section."),
      "argument", call = call
    )
  }
  scales[has]
}

# The points and lines of one panel. `rows` are those of paired_change() for the two waves.
recovery_of_scale <- function(scale, cohort, waves, rows, call = rlang::caller_env()) {
  rows <- rows[rows$scale == scale, ]
  of <- function(statistic) rows$estimate[rows$statistic == statistic]
  spec <- cohort$study$scales[[scale]]
  cutoff <- cutoff_of(spec, of("mean_before"), of("sd_before"))
  threshold <- of("reliable_threshold")
  answers <- scale_answers(cohort$scores, scale, waves)
  both <- which(!is.na(answers[[1]]) & !is.na(answers[[2]]))
  outcome <- clinical_outcome(answers[[1]][both], answers[[2]][both], cutoff, threshold,
                              direction_sign(scale_direction(spec)))
  if (!length(both) || anyNA(outcome)) {
    why <- rows$note[rows$statistic == "recovered"]
    abort_pairwave(
      c("Who recovered can be told only where there is a reliable change.",
        x = "For {.field {scale}} there is none: {why}.",
        i = "A {.field reliability} in the scale's section takes the place of its alpha."),
      "argument", call = call
    )
  }
  points <- data.frame(before = answers[[1]][both], after = answers[[2]][both],
                       outcome = in_language(recovery_words)[match(outcome, clinical_outcomes)])
  key <- paste(points$before, points$after)
  points$people <- as.integer(table(key)[key])
  counts <- table(factor(points$outcome, in_language(recovery_words)))
  said <- paste(counts, lower_case(names(counts)), collapse = ", ")
  name <- scale_label(spec, scale)
  title <- paste0(name, " (n = ", length(both), ": ", said, ")")
  panel <- wrap_lines(title, 60)
  lines <- data.frame(
    shift = c(cutoff$at, 0, threshold, -threshold), panel = panel,
    line = in_language(recovery_lines)[c("cutoff", "none", "reliable", "reliable")]
  )
  points$panel <- panel
  points$outcome <- factor(points$outcome, in_language(recovery_words))
  list(points = points[!duplicated(key), ], lines = lines, title = name,
       said = worded("{people}; cut-off {cutoff}, reliable change {threshold}", people = said,
                     cutoff = decimals(cutoff$at), threshold = decimals(threshold)))
}
