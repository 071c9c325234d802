# The change of each item.

test_that("dots are the items' changes, each with its n", {
  skip_if_not_installed("ggplot2")
  found <- item_change(demo_cohort(), scales = "belonging")
  made <- draw(found)
  rows <- as.data.frame(found)
  rows <- rows[rows$statistic == "change", ]
  expect_equal(drawn_by(made, "GeomPoint")$x, rows$estimate[!is.na(rows$estimate)])
  expect_equal(drawn_by(made, "GeomLinerange")$xmin, rows$conf_low[!is.na(rows$conf_low)])
  expect_match(made$labels$alt, paste0("Sense of belonging, Before to After, I feel part of this ",
                                       "school (n = ", rows$n[1], "): "), fixed = TRUE)
  # Said once, whether the item has a label or not.
  expect_match(made$labels$alt, "visitor here (reversed) (n = ", fixed = TRUE)
  found$item_label <- NA_character_
  expect_match(draw(found)$labels$alt, "b3 (reversed) (n = ", fixed = TRUE)
})
