# Published data whose statistics of change are known.

# carData::OBrienKaiser (carData 3.0.6, O'Brien and Kaiser 1985, Table 7): mean
# of the five hours of each phase.
obrien_kaiser <- data.frame(
  pre = c(2, 4, 6, 5, 4, 8, 5, 3, 4, 4, 3, 6, 6, 2, 3, 5),
  post = c(3, 3, 5, 3, 6, 9, 8, 5, 4, 7, 5, 9, 6, 5, 7, 7),
  fup = c(3, 4, 7, 4, 4, 9, 9, 6, 5, 8, 6, 8, 8, 6, 7, 8)
)
# datarium::selfesteem (datarium 0.2.0), ten people at three times.
selfesteem <- data.frame(
  t1 = c(4.0050268255769135, 2.5581236595677868, 3.2442411199424872,
         3.4195381241294109, 2.8712430471262489, 2.0458680126789339,
         3.5259917382753629, 3.1794248089871493, 3.5079636349363974,
         3.0437984955978798),
  t2 = c(5.1822861752067384, 6.9129152464593124, 4.4434335641916345,
         4.7116961901879781, 3.9084286826334047, 5.3405486886065026,
         5.5806949755317037, 4.3702337637954543, 4.3998077525460895,
         4.489375676373931),
  t3 = c(7.1078310876578721, 6.308433851943497, 9.7784103934392697,
         8.3471237202600062, 6.457286866019829, 6.6532236178837731,
         6.8401568358726035, 7.8186228778172744, 8.4712285152895515,
         8.58109994437722)
)

# The contrast of two waves, as the kernel holds it.
pair_contrast <- function(before, after, counts = NULL) {
  tally_contrast(new_tally(list(before, after), counts = counts), 1L, 2L)
}

# The worked example of the exact test: five zeros, and ties.
fifteen_pairs <- data.frame(
  before = c(9, 14, 8, 11, 14, 10, 8, 14, 12, 14, 13, 9, 15, 12, 9),
  after = c(13, 15, 9, 12, 16, 10, 8, 13, 12, 16, 9, 10, 16, 12, 9)
)

change_between <- function(before, after, ...) {
  paired_change(data.frame(before = before, after = after), ...,
                waves = c("before", "after"))
}

# Three years of six people each.
three_years <- data.frame(
  year = rep(c("2017", "2018", "2019"), each = 6),
  before = c(24, 28, 31, 22, 27, 30, 25, 23, 28, 30, 26, 24, 27, 29, 21, 25, 30, 26),
  after = c(27, 30, 31, 26, 29, 31, 26, 27, 28, 33, 27, 26, 31, 33, 26, 27, 32, 31)
)
