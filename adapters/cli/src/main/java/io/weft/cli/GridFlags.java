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

import io.weft.core.state.Limits;
import io.weft.simulator.NodeShare;
import io.weft.simulator.SimulationSettings;
import io.weft.simulator.sweep.GridFile;
import io.weft.simulator.sweep.GridValues;
import io.weft.simulator.sweep.SweepGrid;
import io.weft.simulator.workload.GeneratorOptions;
import io.weft.simulator.workload.ScaledWorkload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** What a sweep varies. */
final class GridFlags {
    private static final String POLICY = "policy";
    private static final String MAX_MULTIPLICITY = "max_multiplicity";
    private static final String INTERACTIVE_NODES = "interactive_nodes";
    private static final String OVERHEAD = "overhead";
    private static final String LOAD_FACTOR = "load_factor";
    private static final String SEED = "seed";
    private static final String TRACE = "trace";

    @Option(
            names = "--policy",
            paramLabel = "NAMES",
            description =
                    "Policies, with commas between them. Default: "
                            + SimulationSettings.POLICY_DEFAULT
                            + ".")
    private String policies;

    @Option(
            names = {"-M", "--max-multiplicity"},
            paramLabel = "M",
            description = "Most processes on a core, such as 1..4 or 1,2,8. Default: 4.")
    private String maxMultiplicities;

    @Option(
            names = "--interactive-nodes",
            paramLabel = "N",
            description =
                    "Nodes set aside for interactive jobs, such as 0,1%%,2%%,3%%: a number, or percent"
                            + " of all. -M is that of the others. Default: 0, one queue.")
    private String interactiveNodes;

    @Option(
            names = "--overhead",
            paramLabel = "C_o",
            description = "What sharing costs, such as 1.0,1.2. Default: as for weft simulate.")
    private String overheads;

    @Option(
            names = "--load-factor",
            paramLabel = "F",
            description =
                    "What the times between submissions are divided by, such as 0.8,1,1.25: above"
                            + " 1, jobs come faster. Default: 1.")
    private String loadFactors;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seeds of generated jobs, such as 1..10. Default: 1.")
    private String seeds;

    @Option(
            names = "--grid",
            paramLabel = "FILE",
            description =
                    "Read values from a JSON file: an object with policy, max_multiplicity,"
                            + " interactive_nodes, overhead, load_factor, trace, seed. Flags go"
                            + " before it.")
    private Path file;

    /**
     * The grid.
     *
     * @param traces of the command line
     * @param overheadDefault C_o in thousandths when nothing is said
     * @throws Failure of usage that names field and value
     */
    SweepGrid grid(List<Path> traces, int overheadDefault) {
        Map<String, List<String>> texts = read();
        put(texts, POLICY, policies);
        put(texts, MAX_MULTIPLICITY, maxMultiplicities);
        put(texts, INTERACTIVE_NODES, interactiveNodes);
        put(texts, OVERHEAD, overheads);
        put(texts, LOAD_FACTOR, loadFactors);
        put(texts, SEED, seeds);
        if (!traces.isEmpty()) {
            texts.put(TRACE, traces.stream().map(Path::toString).toList());
        }
        List<String> traceNames = texts.getOrDefault(TRACE, List.of());
        texts.putIfAbsent(POLICY, List.of(SimulationSettings.POLICY_DEFAULT));
        texts.putIfAbsent(MAX_MULTIPLICITY, List.of("4"));
        texts.putIfAbsent(INTERACTIVE_NODES, List.of(NodeShare.NONE.toString()));
        texts.putIfAbsent(OVERHEAD, List.of(Thousandths.text(overheadDefault)));
        texts.putIfAbsent(LOAD_FACTOR, List.of("1"));
        if (traceNames.isEmpty()) {
            texts.putIfAbsent(SEED, List.of(Long.toString(GeneratorOptions.SEED_DEFAULT)));
        }
        try {
            return new SweepGrid(
                    values(texts, POLICY, text -> GridValues.words(POLICY, text)),
                    values(texts, MAX_MULTIPLICITY, GridFlags::multiplicities),
                    values(texts, INTERACTIVE_NODES, GridFlags::shares),
                    values(
                            texts,
                            OVERHEAD,
                            text -> GridValues.thousandths(OVERHEAD, text, 1_000, 10_000)),
                    values(texts, LOAD_FACTOR, GridFlags::loadFactors),
                    traceNames,
                    values(texts, SEED, GridFlags::seeds));
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e.getMessage());
        }
    }

    private Map<String, List<String>> read() {
        if (file == null) {
            return new LinkedHashMap<>();
        }
        try {
            return new LinkedHashMap<>(GridFile.read(file));
        } catch (IOException e) {
            throw Failure.input("--grid=" + file + ": " + FileTrouble.text(e));
        } catch (IllegalArgumentException e) {
            throw Failure.usage("--grid=" + file + ": " + e.getMessage());
        }
    }

    private static void put(Map<String, List<String>> texts, String name, String text) {
        if (text != null) {
            texts.put(name, List.of(text));
        }
    }

    private static <T> List<T> values(
            Map<String, List<String>> texts, String name, Function<String, List<T>> reader) {
        List<T> values = new ArrayList<>();
        texts.getOrDefault(name, List.of()).forEach(text -> values.addAll(reader.apply(text)));
        return values;
    }

    private static List<Integer> multiplicities(String text) {
        return GridValues.numbers(MAX_MULTIPLICITY, text, 1, Limits.MULTIPLICITY_MAX).stream()
                .map(Long::intValue)
                .toList();
    }

    private static List<NodeShare> shares(String text) {
        return GridValues.words(INTERACTIVE_NODES, text).stream().map(NodeShare::of).toList();
    }

    private static List<Integer> loadFactors(String text) {
        return GridValues.thousandths(LOAD_FACTOR, text, 1, ScaledWorkload.FACTOR_PER_MILLE_MAX);
    }

    private static List<Long> seeds(String text) {
        return GridValues.numbers(SEED, text, Long.MIN_VALUE, Long.MAX_VALUE);
    }
}
