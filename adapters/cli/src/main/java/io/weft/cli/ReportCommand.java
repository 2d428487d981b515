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
package io.weft.cli;

import io.weft.simulator.report.html.HtmlReport;
import io.weft.simulator.report.html.ResultException;
import io.weft.simulator.report.html.RunReader;
import io.weft.simulator.report.html.RunResult;
import io.weft.simulator.report.html.SweepReader;
import io.weft.simulator.report.html.SweepReport;
import io.weft.simulator.report.html.SweepResult;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft report}. */
@Command(
        name = "report",
        header = "Draws results of simulations, or of a sweep, as one page of HTML.",
        description =
                "The page needs no network and nothing beside it: figures, utilisation, nodes over"
                        + " time, distributions of slowdown and wait, queue length and fairness, of"
                        + " one run or of several side by side. Of a sweep: any figure against any"
                        + " parameter, the best cells, and the whole table. Charts can be saved as"
                        + " PNG and SVG.",
        footer = {
            "  weft report results",
            "  weft report fcfs easy -o comparison.html",
            "  weft report m1 m4 --names M=1,M=4 --force",
            "  weft report sweep -o sweep.html",
            "  weft report merged.csv --names loads",
        })
final class ReportCommand implements Callable<Integer> {
    private static final String OUT_FLAG = "--out";

    @Parameters(
            paramLabel = "PLACE",
            arity = "1..*",
            description =
                    "Directories that `weft simulate --out` wrote; or one sweep: the directory that"
                            + " `weft sweep --out` wrote, or its table.")
    private List<Path> places;

    @Option(
            names = {"-o", OUT_FLAG},
            paramLabel = "FILE",
            description = "The page to be written. Default: report.html.")
    private Path out = Path.of("report.html");

    @Option(
            names = "--names",
            paramLabel = "NAME",
            split = ",",
            description =
                    "What to call the runs, or the sweep, in their order. Default: their places.")
    private List<String> names = List.of();

    @Option(names = "--force", description = "Replace an existing file.")
    private boolean isForced;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print errors only.")
    private boolean isQuiet;

    @Mixin private StandardHelp help;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        if (!names.isEmpty() && names.size() != places.size()) {
            throw Failure.usage(
                    "--names gives "
                            + names.size()
                            + " names, expected "
                            + places.size()
                            + ", one for each place");
        }
        requirePlaces();
        try (PartFile file = PartFile.of(OUT_FLAG, out, isForced)) {
            if (SweepReader.isSweep(places.get(0))) {
                writeSweep(file.part());
            } else {
                writeRuns(file.part());
            }
            file.complete();
        } catch (ResultException e) {
            throw Failure.input(e.getMessage());
        } catch (IOException e) {
            throw Failure.environment(
                    OUT_FLAG + "=" + out + ": cannot be written: " + FileTrouble.text(e), e);
        }
        if (!isQuiet) {
            spec.commandLine().getOut().println("wrote " + out);
        }
        return ExitCode.OK;
    }

    private void requirePlaces() {
        for (Path place : places) {
            if (Files.notExists(place)) {
                throw Failure.input(place + ": no such file or directory");
            }
        }
        List<Path> sweeps = places.stream().filter(SweepReader::isSweep).toList();
        if (!sweeps.isEmpty() && places.size() > 1) {
            throw Failure.usage(
                    sweeps.get(0)
                            + " is a sweep and "
                            + (sweeps.size() > 1
                                    ? sweeps.get(1) + " another"
                                    : "others are results of weft simulate")
                            + ", expected one sweep alone, or results of weft simulate");
        }
    }

    private void writeSweep(Path part) throws IOException {
        SweepResult sweep = SweepReader.read(places.get(0));
        try (Writer writer = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
            SweepReport.write(name(0), sweep, writer);
        }
    }

    private void writeRuns(Path part) throws IOException {
        List<RunResult> runs = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            runs.add(RunReader.read(places.get(i), name(i)));
        }
        try (Writer writer = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
            HtmlReport.write(runs, writer);
        }
    }

    private String name(int place) {
        return names.isEmpty() ? places.get(place).toString() : names.get(place);
    }
}
