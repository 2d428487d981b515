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
package io.weft.simulator.metrics;

/**
 * What happened to a job between its submission and its end.
 *
 * @param suspensions times that it was suspended
 * @param requeues times that it ran and was put back into the queue
 * @param resizes times that it was given another size
 * @param lostCoreS core-seconds spent on work it did again, and on going on and starting again
 */
public record JobHistory(int suspensions, int requeues, int resizes, double lostCoreS) {
    /** Nothing did. */
    public static final JobHistory NONE = new JobHistory(0, 0, 0, 0);
}
