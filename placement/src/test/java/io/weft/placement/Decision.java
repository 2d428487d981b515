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
package io.weft.placement;

import io.weft.core.wire.ReasonCode;
import java.util.List;

/**
 * What a policy decided about a job.
 *
 * @param jobId of the job.
 * @param isStart whether it was started.
 * @param reason that was given.
 * @param number that belongs to it; the resulting multiplicity for a start.
 * @param slices where it runs: node row, memory, GPUs and core words, one after the other.
 */
record Decision(long jobId, boolean isStart, ReasonCode reason, long number, List<Long> slices) {}
