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
package io.weft.simulator.sweep;

import io.weft.simulator.NodeShare;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One simulation of a sweep: a value for each parameter of the grid.
 *
 * @param number its place in the grid, from 0
 * @param policy name
 * @param maxMultiplicity M
 * @param interactiveNodes what is set aside for interactive jobs
 * @param overheadPerMille C_o in thousandths
 * @param loadFactorPerMille what the times between submissions are divided by, in thousandths
 * @param trace a trace as it was named; empty: jobs are generated
 * @param seed of the generator; null beside a trace
 */
public record SweepCell(
        int number,
        String policy,
        int maxMultiplicity,
        NodeShare interactiveNodes,
        int overheadPerMille,
        int loadFactorPerMille,
        String trace,
        Long seed) {

    private static final int DECIMALS = 3;

    /** The parameters by name, as they stand in the table. The names are a promise. */
    public Map<String, String> parameters() {
        final Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("policy", policy);
        parameters.put("max_multiplicity", Integer.toString(maxMultiplicity));
        parameters.put("interactive_nodes", interactiveNodes.toString());
        parameters.put("overhead", decimal(overheadPerMille));
        parameters.put("load_factor", decimal(loadFactorPerMille));
        parameters.put("trace", trace);
        parameters.put("seed", seed == null ? "" : seed.toString());
        return parameters;
    }

    private static String decimal(final int thousandths) {
        return BigDecimal.valueOf(thousandths, DECIMALS).stripTrailingZeros().toPlainString();
    }
}
