skip_if_not_installed("ggplot2")

map_codes <- function() {
  new_codes(data.frame(
    unit = paste0("u", 1:8), participant = paste0("p", c(1:4, 1:4)), source = "s", coder = "A",
    code = c("x", "x", "x", "y", "y", "y", "z", "m")
  ))
}

map_themes <- list(lanes = list(One = c("x", "y"), Two = "z"), centre = "m", outcome = "End")

test_that("the map has each theme with its participants, and says so", {
  made <- draw(map_codes(), themes = map_themes)
  expect_snapshot(cat(strwrap(made$labels$alt), sep = "\n"))
  labels <- unlist(lapply(made$layers, function(layer) layer$data$text))
  labels <- gsub("\u00a0", " ", labels, fixed = TRUE)
  expect_true(all(c("x\n3 of 4", "y\n3 of 4", "z\n1 of 4", "m\n1 of 4", "End") %in% labels))
})

test_that("places are fixed, whatever is counted", {
  place <- function(codes, lanes = map_themes) {
    made <- draw(codes, themes = lanes)
    data <- Filter(function(d) "role" %in% names(d), lapply(made$layers, function(l) l$data))[[1]]
    data[c("x", "y")]
  }
  other <- new_codes(data.frame(unit = "u", participant = "p", coder = "A",
                                code = c("x", "y", "z", "m")))
  expect_identical(place(map_codes()), place(other))
})

test_that("one lane, no centre and no outcome can be drawn", {
  expect_s3_class(draw(map_codes(), themes = list(lanes = list(One = c("x", "y")))), "ggplot")
  expect_s3_class(draw(map_codes(), themes = list(lanes = list(One = "x"), centre = "Mid")),
                  "ggplot")
})

test_that("what may not be shown is not drawn, and lanes differ in grey", {
  made <- draw(map_codes(), themes = map_themes, disclosure = list(threshold = 3))
  expect_match(made$labels$alt, "z (suppressed)", fixed = TRUE)
  expect_false(grepl("1 of", made$labels$alt))
  expect_match(made$labels$alt, "No pair is shown.", fixed = TRUE)
  nodes <- theme_nodes(attr(map_codes(), "framework"), map_themes, NULL)
  nodes$participants <- NA
  raster <- lane_layers(place_nodes(nodes, map_themes$lanes, 80))
  for (lane in raster) {
    steps <- diff(grey_of(as.character(lane$geom_params$raster)))
    expect_true(all(steps <= 0) && sum(steps) < -20)
  }
})

test_that("a cohort draws the map of its study", {
  plan <- coded_study("themes: {of: talk, lanes: {Support: [Advice, Company]}, outcome: Calm}")
  cohort <- read_cohort(plan)
  size <- code_frequencies(cohort, material = "talk", count = "participants")$denominator[1]
  made <- draw(cohort, type = "themes")
  expect_match(made$labels$alt, paste0("Advice (1 of ", size, "), then Company (1 of ", size, ")"),
               fixed = TRUE)
  expect_snapshot(error = TRUE, {
    ggplot2::autoplot(read_cohort(coded_study()), type = "themes")
    ggplot2::autoplot(map_codes())
    ggplot2::autoplot(map_codes(), type = "theme")
  })
})

test_that("boxes of a full map do not touch, and many themes have no triangle beside them", {
  names <- sprintf("A theme of rather many words, number %d", 1:18)
  codes <- new_codes(data.frame(unit = "u", participant = paste0("p", 1:36), coder = "A",
                                code = rep(names, 2)))
  map_of <- function(each) {
    lanes <- list(`Social relationships` = names[seq_len(each)], Resources = names[8 + seq_len(each)])
    draw(codes, themes = list(lanes = lanes, centre = names[17], outcome = names[18]))
  }
  layer_with <- function(made, column) {
    Filter(function(d) column %in% names(d), lapply(made$layers, function(l) l$data))
  }
  for (each in c(3, 5, 8)) {
    made <- map_of(each)
    boxes <- layer_with(made, "half")[[1]]
    for (lane in split(boxes, boxes$lane)) {
      apart <- -diff(lane$y) - lane$half[-1] - lane$half[-nrow(lane)]
      expect_true(all(apart > 0.1), info = each)
    }
    expect_identical(length(layer_with(made, "both")) > 0, each < 5)
  }
  # The longest name of the triangle ends within the map.
  made <- map_of(3)
  right <- made$coordinates$limits$x[2]
  name <- Filter(function(d) all(c("name", "x") %in% names(d)), layer_with(made, "name"))[[2]]
  expect_true(all(name$x + character_width[["name"]] * right * nchar(name$name, "width") <= right))
})
