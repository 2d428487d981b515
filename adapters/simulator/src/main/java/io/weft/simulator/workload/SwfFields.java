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
package io.weft.simulator.workload;

/**
 * The columns of the Standard Workload Format, version 2.2 (Chapin and others, JSSPP 1999;
 * Feitelson, Parallel Workloads Archive), and those the simulator of Minami, Endo and Nomura adds.
 * They count from 0.
 */
final class SwfFields {
    static final int JOB_ID = 0;
    static final int SUBMIT_TIME = 1;
    static final int RUN_TIME = 3;
    static final int ALLOCATED_PROCESSORS = 4;
    static final int CPU_TIME = 5;
    static final int USED_MEMORY = 6;
    static final int REQUESTED_PROCESSORS = 7;
    static final int REQUESTED_TIME = 8;
    static final int REQUESTED_MEMORY = 9;
    static final int USER_ID = 11;
    static final int GROUP_ID = 12;
    static final int QUEUE = 14;
    static final int STANDARD_COUNT = 18;

    static final int NODE_COLUMN = 20;
    static final int PROLOG_IDLE = 21;
    static final int EPILOG_IDLE = 22;
    static final int BUSY_COUNT = 23;
    static final int FIRST_PERIOD = 24;

    /** Not a column: the line as a whole. */
    static final int LINE = -1;

    private static final String[] NAMES = {
        "job number",
        "submit time",
        "wait time",
        "run time",
        "allocated processors",
        "average cpu time",
        "used memory",
        "requested processors",
        "requested time",
        "requested memory",
        "status",
        "user id",
        "group id",
        "executable number",
        "queue number",
        "partition number",
        "preceding job number",
        "think time",
        "column 19",
        "column 20",
        "node count",
        "prolog idle time",
        "epilog idle time",
        "busy period count"
    };

    private SwfFields() {}

    /** The name of a column for a person, or "line". */
    static String name(int field) {
        if (field == LINE) {
            return "line";
        }
        return field < NAMES.length ? NAMES[field] : "period " + (field - FIRST_PERIOD + 1);
    }
}
