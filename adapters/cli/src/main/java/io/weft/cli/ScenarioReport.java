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

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.simulator.scenario.Difference;
import io.weft.simulator.scenario.Scenario;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is said of scenarios: a line each, and of one that failed its first difference. */
final class ScenarioReport {
    private final PrintWriter out;
    private final boolean isQuiet;
    private final boolean isJson;
    private final List<Map<String, Object>> results = new ArrayList<>();
    private int failureCount;

    ScenarioReport(PrintWriter out, boolean isQuiet, boolean isJson) {
        this.out = out;
        this.isQuiet = isQuiet;
        this.isJson = isJson;
    }

    /** Adds a scenario that was played; its difference may be null. */
    void add(Scenario scenario, List<String> policies, String failed, Difference difference) {
        failureCount += difference == null ? 0 : 1;
        results.add(json(scenario, policies, failed, difference));
        if (isJson) {
            return;
        }
        if (difference != null) {
            print(scenario, failed, difference);
        } else if (!isQuiet) {
            out.println("ok      " + scenario.file() + " (" + String.join(", ", policies) + ")");
        }
    }

    private void print(Scenario scenario, String failed, Difference difference) {
        out.println("FAILED  " + scenario.file() + ":" + difference.line() + " (" + failed + ")");
        out.println("  input     " + difference.input());
        out.println("  expected  " + difference.expected());
        out.println("  came      " + difference.came());
        if (!difference.differs().isEmpty()) {
            out.println("  differs   " + String.join(", ", difference.differs()));
        }
        for (int i = 0; i < difference.near().size(); i++) {
            out.println((i == 0 ? "  in all    " : "            ") + difference.near().get(i));
        }
    }

    private static Map<String, Object> json(
            Scenario scenario, List<String> policies, String failed, Difference difference) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", scenario.file());
        json.put("title", scenario.title());
        json.put("policies", policies);
        json.put("ok", difference == null);
        if (difference != null) {
            json.put("policy", failed);
            json.put("line", difference.line());
            json.put("input", difference.input());
            json.put("expected", difference.expected());
            json.put("came", difference.came());
            json.put("differs", difference.differs());
            json.put("decisions", difference.near());
        }
        return json;
    }

    /** The last line, or all of the JSON. */
    void finish() throws IOException {
        if (isJson) {
            new ObjectMapper()
                    .writerWithDefaultPrettyPrinter()
                    .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                    .writeValue(out, results);
            out.println();
        } else if (!isQuiet) {
            out.println(results.size() + " scenarios, " + failureCount + " failed");
        }
    }

    boolean hasDifference() {
        return failureCount > 0;
    }
}
