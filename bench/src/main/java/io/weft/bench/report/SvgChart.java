/*
 * Copyright 2026 The Weft Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.weft.bench.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws the curves of a chart as SVG: medians as lines, on logarithmic axes. */
final class SvgChart {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 480;
    private static final int FONT_SIZE = 12;
    private static final int MARKER_SIZE = 6;
    private static final double TEN = 10;
    private static final Color GRID = new Color(225, 225, 225);

    private SvgChart() {}

    /**
     * Finds out whether curves can be drawn, so that nobody measures for minutes in vain.
     *
     * @throws IOException if this JVM finds no font.
     */
    static void requireFonts() throws IOException {
        // Nothing is shown on a screen, whether there is one or not.
        System.setProperty("java.awt.headless", "true");
        try {
            final Font font = new Font(Font.SANS_SERIF, Font.PLAIN, FONT_SIZE);
            font.getStringBounds("x", new FontRenderContext(null, true, true));
        } catch (final RuntimeException | LinkageError | InternalError ex) {
            throw new IOException(
                    "This JVM finds no fonts for curves. Maybe install some (Debian: apt-get"
                            + " install fontconfig fonts-dejavu-core).",
                    ex);
        }
    }

    /** The SVG, as bytes of UTF-8. */
    static byte[] draw(final ScaleReport report, final ScaleChart chart) {
        final XYChart picture =
                new XYChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT)
                        .theme(ChartTheme.XChart)
                        .title(chart.title())
                        .xAxisTitle(chart.xTitle())
                        .yAxisTitle(chart.yTitle())
                        .build();
        style(picture, report, chart);
        for (final String name : report.seriesNames(chart)) {
            final List<ScalePoint> points =
                    report.points(chart).stream()
                            .filter(point -> point.series().equals(name))
                            .sorted(Comparator.comparingDouble(ScalePoint::x))
                            .toList();
            final XYSeries series =
                    picture.addSeries(
                            name,
                            points.stream().mapToDouble(ScalePoint::x).toArray(),
                            points.stream().mapToDouble(SvgChart::y).toArray());
            series.setMarker(SeriesMarkers.CIRCLE);
        }
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            VectorGraphicsEncoder.saveVectorGraphic(picture, out, VectorGraphicsFormat.SVG);
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return out.toByteArray();
    }

    private static void style(
            final XYChart picture, final ScaleReport report, final ScaleChart chart) {
        // Whole decades, so that what hardly grows looks as flat as it is.
        final double least = least(report, chart);
        final double most = most(report, chart);
        picture.getStyler()
                .setXAxisLogarithmic(chart.isXLogarithmic())
                .setYAxisLogarithmic(true)
                .setYAxisMin(Math.pow(TEN, Math.floor(Math.log10(least))))
                .setYAxisMax(Math.pow(TEN, Math.floor(Math.log10(most)) + 1))
                .setPlotGridLinesColor(GRID)
                .setLocale(Locale.ROOT)
                .setXAxisDecimalPattern("#,##0")
                .setYAxisDecimalPattern("#,##0")
                .setMarkerSize(MARKER_SIZE)
                .setChartBackgroundColor(Color.WHITE)
                .setLegendPosition(LegendPosition.OutsideE)
                .setLegendBorderColor(Color.WHITE)
                .setBaseFont(new Font(Font.SANS_SERIF, Font.PLAIN, FONT_SIZE));
    }

    private static double least(final ScaleReport report, final ScaleChart chart) {
        return report.points(chart).stream().mapToDouble(SvgChart::y).min().orElse(1);
    }

    private static double most(final ScaleReport report, final ScaleChart chart) {
        return report.points(chart).stream().mapToDouble(SvgChart::y).max().orElse(1);
    }

    /** A median; a logarithm needs it above 0. */
    private static double y(final ScalePoint point) {
        return Math.max(1, point.p50());
    }
}
