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
package io.weft.simulator.accounting;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The columns of a dump of sacct, and which of them stands where. */
final class SacctColumns {
    /** What Open XDMoD asks for, without a header; so its dumps can be read as they are. */
    static final List<String> OPEN_XDMOD =
            List.of(
                    "JobID",
                    "JobIDRaw",
                    "Cluster",
                    "Partition",
                    "QOS",
                    "Account",
                    "Group",
                    "GID",
                    "User",
                    "UID",
                    "Submit",
                    "Eligible",
                    "Start",
                    "End",
                    "Elapsed",
                    "ExitCode",
                    "State",
                    "NNodes",
                    "NCPUS",
                    "ReqCPUS",
                    "ReqMem",
                    "ReqTRES",
                    "AllocTRES",
                    "Timelimit",
                    "NodeList",
                    "JobName");

    /** A job needs one column of each of these groups. */
    private static final List<List<String>> REQUIRED =
            List.of(
                    List.of("JobID", "JobIDRaw"),
                    List.of("Submit"),
                    List.of("State"),
                    List.of("NCPUS", "AllocCPUS", "ReqCPUS"),
                    List.of("Elapsed", "ElapsedRaw", "End"));

    private final List<String> names;
    private final List<String> keys = new ArrayList<>();

    SacctColumns(List<String> names) {
        this.names = List.copyOf(names);
        names.forEach(name -> keys.add(key(name)));
    }

    /** Whether a line names columns instead of describing a job. */
    static boolean isHeader(List<String> fields) {
        return fields.stream().anyMatch(field -> key(field).equals("jobid"))
                || fields.stream().anyMatch(field -> key(field).equals("jobidraw"));
    }

    /** Names of columns of which none is there though a job needs one; null if all is well. */
    String lacking() {
        for (List<String> group : REQUIRED) {
            if (group.stream().noneMatch(name -> index(name) >= 0)) {
                return String.join(" or ", group);
            }
        }
        return null;
    }

    int count() {
        return names.size();
    }

    /** The name of a column as sacct writes it. */
    String name(int index) {
        return names.get(index);
    }

    /** Where a column stands, or -1; letter case does not matter. */
    int index(String name) {
        return keys.indexOf(key(name));
    }

    /** Widths such as {@code JobName%50} are part of what was asked, not of the name. */
    private static String key(String name) {
        int width = name.indexOf('%');
        return name.substring(0, width < 0 ? name.length() : width).toLowerCase(Locale.ROOT);
    }
}
