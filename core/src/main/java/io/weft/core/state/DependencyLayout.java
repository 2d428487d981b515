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
package io.weft.core.state;

/**
 * One dependency of a job on another: 32 bytes. It is in the chain of those that the dependent job
 * has and in the chain of those on the other job, see TermsLayout.
 *
 * <pre>
 * offset bytes field
 *      0     4 nextFree         only in a free row, see Slab
 *      4     4 kind             DependencyKind value
 *      8     4 dependent        row of its terms + 1
 *     12     4 predecessor      row of its terms + 1
 *     16     4 nextOfDependent  row + 1
 *     20     4 nextOnPredecessor row + 1
 *     24     4 previousOnPredecessor row + 1
 *     28     4 zero
 * </pre>
 */
final class DependencyLayout {
    static final int KIND_OFFSET = 4;
    static final int DEPENDENT_OFFSET = KIND_OFFSET + Integer.BYTES;
    static final int PREDECESSOR_OFFSET = DEPENDENT_OFFSET + Integer.BYTES;
    static final int NEXT_OF_DEPENDENT_OFFSET = PREDECESSOR_OFFSET + Integer.BYTES;
    static final int NEXT_ON_PREDECESSOR_OFFSET = NEXT_OF_DEPENDENT_OFFSET + Integer.BYTES;
    static final int PREVIOUS_ON_PREDECESSOR_OFFSET = NEXT_ON_PREDECESSOR_OFFSET + Integer.BYTES;
    static final int LENGTH = 32;

    private DependencyLayout() {}
}
