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
package io.weft.placement.reference;

import java.util.SortedSet;

/**
 * What a job takes on one node.
 *
 * @param cores by number.
 * @param memory in bytes.
 * @param gpuCount GPUs.
 * @param gpus by number; none where that is not known yet.
 * @param isExclusive whether nobody may join it there.
 * @param key that those must have who join it there.
 */
record Share(
        SortedSet<Integer> cores,
        long memory,
        int gpuCount,
        SortedSet<Integer> gpus,
        boolean isExclusive,
        long key) {}
