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
 * The drawn jobs of one type, a column for each value, in submit order.
 *
 * @param processors 1 or above
 * @param runtimesS whole seconds, 1 or above
 * @param estimatesS whole seconds, none below its run time
 * @param submitsS seconds after midnight of the first day, ascending
 */
record JobDraws(int[] processors, long[] runtimesS, long[] estimatesS, double[] submitsS) {

    int count() {
        return processors.length;
    }

    int processors(int index) {
        return processors[index];
    }

    long runtimeS(int index) {
        return runtimesS[index];
    }

    long estimateS(int index) {
        return estimatesS[index];
    }

    /** In whole seconds, as the original program counts. */
    long submitS(int index) {
        return (long) submitsS[index];
    }
}
