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

import io.weft.placement.StandardPolicies;
import io.weft.simulator.scenario.Difference;
import io.weft.simulator.scenario.Scenario;
import io.weft.simulator.scenario.ScenarioException;
import io.weft.simulator.scenario.ScenarioReader;
import io.weft.simulator.scenario.ScenarioRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft scenario}. */
@Command(
        name = "scenario",
        header = "Plays scenarios: what enters the kernel, and what it must decide.",
        description =
                "A scenario is a text file with the inputs and, beside them, the decisions that are"
                        + " expected. Each is played under every policy that it names; then its"
                        + " journal is replayed. Of each the first difference is shown.",
        footer = {
            "  weft scenario scenarios",
            "  weft scenario scenarios/easy-backfill.scenario --policy reference-easy",
            "  weft scenario --write new.scenario",
        })
final class ScenarioCommand implements Callable<Integer> {
    private static final String ENDING = ".scenario";

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Scenarios, or directories of files that end in " + ENDING + ".")
    private List<Path> places = List.of();

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            description = "Play them under this policy instead of those that they name.")
    private String policy;

    @Option(
            names = "--write",
            description =
                    "Fill in the decisions that come under the first policy, where others are"
                            + " expected. Comments stay, and so do expectations of the state.")
    private boolean isWriting;

    @Option(names = "--json", description = "Print what was found as JSON.")
    private boolean isJson;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print errors and differences only, and what --json asks for.")
    private boolean isQuiet;

    @Mixin private StandardHelp help;
    @Spec private CommandSpec spec;

    private final ScenarioReader reader = new ScenarioReader();
    private final ScenarioRunner runner = new ScenarioRunner(reader, new StandardPolicies());

    @Override
    public Integer call() throws IOException {
        JvmCheck.requireFlags();
        if (policy != null && isWriting) {
            throw Failure.usage("--policy=" + policy + " does not go with --write");
        }
        ScenarioReport report = new ScenarioReport(spec.commandLine().getOut(), isQuiet, isJson);
        for (Path file : files()) {
            try {
                play(isWriting ? write(file, read(file)) : read(file), report);
            } catch (ScenarioException e) {
                throw Failure.input(e.getMessage());
            }
        }
        report.finish();
        return report.hasDifference() ? ExitCode.DIFFERENCE : ExitCode.OK;
    }

    private void play(Scenario scenario, ScenarioReport report) {
        List<String> policies = policy == null ? scenario.policies() : List.of(policy);
        String failed = null;
        Difference difference = null;
        for (int i = 0; i < policies.size() && difference == null; i++) {
            failed = policies.get(i);
            difference = runner.run(scenario, failed);
        }
        report.add(scenario, policies, failed, difference);
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        for (Path place : places) {
            if (Files.isDirectory(place)) {
                try (Stream<Path> inside = Files.list(place)) {
                    inside.filter(file -> file.toString().endsWith(ENDING))
                            .sorted()
                            .forEach(files::add);
                } catch (IOException e) {
                    throw Failure.input(place + ": " + FileTrouble.text(e));
                }
            } else {
                files.add(place);
            }
        }
        if (files.isEmpty()) {
            throw Failure.input(places + ": no file ends in " + ENDING);
        }
        return files;
    }

    private Scenario read(Path file) {
        try {
            return reader.read(file);
        } catch (IOException e) {
            throw Failure.input(file + ": " + FileTrouble.text(e));
        }
    }

    private Scenario write(Path file, Scenario scenario) {
        List<String> lines = runner.write(scenario);
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw Failure.environment(file + ": " + FileTrouble.text(e), e);
        }
        return read(file);
    }
}
