package io.github.gdprkit.benchmark.chat;

import de.erichseifert.vectorgraphics2d.Document;
import de.erichseifert.vectorgraphics2d.Processors;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import io.github.gdprkit.benchmark.chat.ExportHarness.Case;
import io.github.gdprkit.benchmark.chat.ExportHarness.Start;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Time and memory over the number of messages, as one picture of two charts. */
final class GrowthPlot {

  private static final int WIDTH = 520;
  private static final int HEIGHT = 400;

  private static final Pattern TOO_EXACT = Pattern.compile("(\\.\\d\\d)\\d+");

  private static final Map<ExportProgram, Look> LOOKS =
      Map.of(
          ExportProgram.KIT_64_MB, new Look("gdprkit", new Color(0x0B6E4F)),
          ExportProgram.NAIVE, new Look("naive Java", new Color(0xB3261E)),
          ExportProgram.STREAMING, new Look("streaming Java", new Color(0x7A6A00)));

  private record Look(String name, Color color) {}

  private GrowthPlot() {}

  /** Writes the picture as SVG. */
  static void write(Map<Case, List<ExportRun>> runs, String database, Path file)
      throws IOException {
    XYChart time = chart("Time of an export, " + database, "seconds");
    XYChart memory = chart("Peak of resident memory", "MB");
    DoubleSummaryStatistics times = new DoubleSummaryStatistics();
    DoubleSummaryStatistics memories = new DoubleSummaryStatistics();
    for (ExportProgram program : ExportHarness.growing()) {
      Look look = LOOKS.getOrDefault(program, new Look(program.title(), Color.BLACK));
      TreeMap<Integer, ExportRuns> bySize = new TreeMap<>();
      runs.forEach(
          (one, all) -> {
            boolean isSecond = one.chat().data().equals(ChatData.LARGE) && one.person() != 1;
            if (one.program() == program
                && one.start() == Start.COLD
                && one.chat().database().equals(database)
                && !isSecond) {
              bySize.put(one.messages(), new ExportRuns(all));
            }
          });
      if (!bySize.isEmpty()) {
        bySize.values().forEach(all -> times.accept(all.seconds()));
        bySize.values().forEach(all -> memories.accept(all.rss() / 1e6));
        add(time, look, bySize, ExportRuns::seconds);
        add(memory, look, bySize, all -> all.rss() / 1e6);
      }
    }
    if (times.getCount() == 0) {
      return;
    }
    fit(time, times);
    fit(memory, memories);
    VectorGraphics2D graphics = new VectorGraphics2D();
    time.paint(graphics, WIDTH, HEIGHT);
    graphics.translate(WIDTH, 0);
    memory.paint(graphics, WIDTH, HEIGHT);
    Document svg =
        Processors.get("svg").getDocument(graphics.getCommands(), new PageSize(2 * WIDTH, HEIGHT));
    Path absolute = file.toAbsolutePath();
    if (absolute.getParent() != null) {
      Files.createDirectories(absolute.getParent());
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    svg.writeTo(out);
    // Letters are outlines, with more digits than anybody can see.
    Files.writeString(
        absolute, TOO_EXACT.matcher(out.toString(StandardCharsets.UTF_8)).replaceAll("$1"));
  }

  /** Whole powers of ten, which are what is written at the axis. */
  private static void fit(XYChart chart, DoubleSummaryStatistics values) {
    chart
        .getStyler()
        .setYAxisMin(Math.pow(10, Math.floor(Math.log10(values.getMin()))))
        .setYAxisMax(Math.pow(10, Math.ceil(Math.log10(values.getMax()))));
  }

  private static XYChart chart(String title, String unit) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle("messages")
            .yAxisTitle(unit)
            .build();
    chart
        .getStyler()
        .setXAxisLogarithmic(true)
        .setYAxisLogarithmic(true)
        .setXAxisMin(10_000.0)
        .setXAxisDecimalPattern("#,##0")
        .setYAxisDecimalPattern("#,##0.##")
        .setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14))
        .setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12))
        .setPlotGridLinesColor(new Color(0xDDDDDD));
    chart
        .getStyler()
        .setChartBackgroundColor(Color.WHITE)
        .setPlotBackgroundColor(Color.WHITE)
        .setLegendPosition(Styler.LegendPosition.InsideNW)
        .setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13))
        .setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
    return chart;
  }

  private static void add(
      XYChart chart,
      Look look,
      TreeMap<Integer, ExportRuns> bySize,
      ToDoubleFunction<ExportRuns> value) {
    List<Integer> sizes = new ArrayList<>(bySize.keySet());
    List<Double> values =
        bySize.values().stream().map(all -> (Double) value.applyAsDouble(all)).toList();
    XYSeries series = chart.addSeries(look.name, sizes, values);
    series.setMarker(SeriesMarkers.CIRCLE);
    series.setMarkerColor(look.color);
    series.setLineColor(look.color);
    series.setLineStyle(new BasicStroke(2.5f));
  }
}
