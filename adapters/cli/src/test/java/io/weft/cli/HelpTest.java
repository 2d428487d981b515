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

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class HelpTest {
    static Stream<CommandLine> commands() {
        List<CommandLine> all = new ArrayList<>();
        collect(new CommandLine(new WeftCommand()), all);
        return all.stream().filter(command -> !command.getCommandName().equals("help"));
    }

    private static void collect(CommandLine command, List<CommandLine> all) {
        all.add(command);
        command.getSubcommands().values().forEach(child -> collect(child, all));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldExplainEveryCommand(CommandLine command) {
        List<String> words = new ArrayList<>(words(command.getCommandSpec().qualifiedName()));
        words.add("--help");

        Weft weft = Weft.runWell(words.subList(1, words.size()).toArray());

        assertEquals(command.getUsageMessage(CommandLine.Help.Ansi.OFF), weft.out());
        assertTrue(weft.out().contains("Usage: " + command.getCommandSpec().qualifiedName()));
        assertTrue(weft.out().contains("Exit codes:"), weft::out);
        assertTrue(weft.out().contains("Examples:"), weft::out);
        assertTrue(weft.out().chars().allMatch(c -> c < 0x80), weft::out);
        assertTrue(weft.out().lines().allMatch(line -> line.length() <= 80), weft::out);
    }

    /** Descriptions are formats: of a lone percent sign picocli warns, and formats nothing. */
    @Test
    void shouldWarnOfNoDescription() {
        PrintStream error = System.err;
        ByteArrayOutputStream warnings = new ByteArrayOutputStream();
        System.setErr(new PrintStream(warnings, true, StandardCharsets.UTF_8));
        try {
            commands().forEach(CommandLine::getUsageMessage);
        } finally {
            System.setErr(error);
        }

        assertEquals("", warnings.toString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldGiveExamplesThatParse(CommandLine command) {
        int count = 0;
        for (String footer : command.getCommandSpec().usageMessage().footer()) {
            // Behind two blanks stands what the example does.
            for (String example : footer.strip().split(" {2,}")[0].split(" (&&|>) .*?(?=weft|$)")) {
                if (example.startsWith("weft ")) {
                    List<String> words = words(example);
                    assertDoesNotThrow(
                            () ->
                                    new CommandLine(new WeftCommand())
                                            .setCaseInsensitiveEnumValuesAllowed(true)
                                            .parseArgs(
                                                    words.subList(1, words.size())
                                                            .toArray(String[]::new)),
                            example);
                    count++;
                }
            }
        }
        assertTrue(count > 0, command.getCommandName());
    }

    private static List<String> words(String line) {
        return List.of(line.strip().split(" +"));
    }

    @Test
    void shouldListEveryExitCode() {
        String help = Weft.runWell("--help").out();

        for (int exitCode :
                new int[] {
                    ExitCode.OK,
                    ExitCode.DIFFERENCE,
                    ExitCode.USAGE,
                    ExitCode.INPUT,
                    ExitCode.ENVIRONMENT,
                    ExitCode.INTERNAL
                }) {
            assertTrue(help.lines().anyMatch(line -> line.matches("  " + exitCode + " +\\w.*")));
        }
    }

    @Test
    void shouldKeepTheDefaultsThatItTells() {
        String help = Weft.runWell("help", "simulate").out().replaceAll("\\s+", " ");
        String shown = Weft.runWell("simulate", "--jobs", 10).out();

        assertTrue(help.contains("1 shares no core. Default: 4."), help);
        assertTrue(help.contains("slower, 1..10. Default: 1.2."), help);
        assertTrue(help.contains("slowly and plainly. Default: easy."), help);
        assertTrue(help.contains("(MaxNodes, MaxProcs); without a trace 150."), help);
        assertTrue(help.contains("without a trace 12."), help);
        assertTrue(help.contains("Jobs. Default: 50000."), help);
        assertTrue(help.contains("that wait or run; one more is rejected. Default: 131072."), help);
        assertTrue(shown.contains("150 nodes with 1,800 cores, policy easy, M=4, C_o=1.2"), shown);
    }

    @Test
    void shouldTellTheVersion() {
        String version = Weft.runWell("version").out();

        assertTrue(version.matches("(?s)weft \\d+\\.\\d+\\.\\d+.*"), version);
        assertTrue(version.matches("(?s).*\ncommit (unknown|[0-9a-f]{12}(-dirty)?)\n.*"), version);
        assertFalse(version.contains("${"), version);
        assertEquals(version, Weft.runWell("--version").out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void shouldPrintACompletionScript(String shell) {
        String script = Weft.runWell("completion", shell).out();

        assertTrue(script.startsWith("#!/usr/bin/env bash"), script);
        assertTrue(script.contains("--max-multiplicity"), script);
        assertTrue(script.contains("bashcompinit"), script);
    }
}
